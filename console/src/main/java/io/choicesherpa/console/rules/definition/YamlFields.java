package io.choicesherpa.console.rules.definition;

import io.choicesherpa.console.template.PrometheusDuration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The fields of a mapping, by name; each wrong one is noted and read as absent. */
final class YamlFields {

  private final Node node;
  private final Map<String, Node> fields = new LinkedHashMap<>();
  private final YamlProblems problems;

  /** Notes what is not one of {@code allowed}. */
  YamlFields(Node node, List<String> allowed, YamlProblems problems) {
    this.node = node;
    this.problems = problems;
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "a mapping with " + allowed + " is wanted");
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!allowed.contains(key)) {
        problems.add(tuple.getKeyNode(), "unknown field \"" + key + "\"; there are " + allowed);
      } else if (fields.put(key, tuple.getValueNode()) != null) {
        problems.add(tuple.getKeyNode(), "field \"" + key + "\" twice");
      }
    }
  }

  Node node() {
    return node;
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  Node nodeOf(String name) {
    return fields.getOrDefault(name, node);
  }

  /** Empty when absent. */
  String text(String name) {
    Node field = fields.get(name);
    if (field == null || field.getTag().equals(Tag.NULL)) {
      return "";
    }
    if (field instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problems.add(field, "a text is wanted for " + name);
    return "";
  }

  /** 0 when absent. */
  long durationMillis(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      long millis = PrometheusDuration.millis(text);
      if (millis >= 0) {
        return millis;
      }
      problems.add(nodeOf(name), name + " is negative: " + text);
    } catch (IllegalArgumentException e) {
      problems.add(nodeOf(name), name + ": " + e.getMessage());
    }
    return 0;
  }

  /** 0 when absent. */
  int count(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      int count = Integer.parseInt(text);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      problems.add(nodeOf(name), name + " wants a whole number: " + text);
      return 0;
    }
    problems.add(nodeOf(name), name + " is negative: " + text);
    return 0;
  }

  /** Texts by name; empty when absent. */
  Map<String, String> texts(String name) {
    Map<String, String> texts = new TreeMap<>();
    Node field = fields.get(name);
    if (field == null || field.getTag().equals(Tag.NULL)) {
      return texts;
    }
    if (!(field instanceof MappingNode mapping)) {
      problems.add(field, "a mapping of texts is wanted for " + name);
      return texts;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key
          && tuple.getValueNode() instanceof ScalarNode value) {
        texts.put(key.getValue(), value.getValue());
      } else {
        problems.add(tuple.getKeyNode(), "a text is wanted in " + name);
      }
    }
    return texts;
  }

  /** Elements of a list; empty when absent. */
  List<Node> list(String name) {
    Node field = fields.get(name);
    if (field == null || field.getTag().equals(Tag.NULL)) {
      return List.of();
    }
    if (field instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problems.add(field, "a list is wanted for " + name);
    return List.of();
  }

  /** Whether it is there and not empty. */
  @Nullable Node scalar(String name) {
    return text(name).isEmpty() ? null : fields.get(name);
  }
}
