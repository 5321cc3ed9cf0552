package io.choicesherpa.console.template;

import io.choicesherpa.console.template.Node.Command;
import io.choicesherpa.console.template.Node.Operand;
import io.choicesherpa.console.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes nodes with values in place. One for each expansion. */
final class Expander {

  private static final int MAX_INCLUDES = 50;

  private final TemplateParser.Parsed template;
  private final TemplateData data;
  private final int maxChars;
  private final StringBuilder out = new StringBuilder();
  private Scope scope = new Scope(null);
  private @Nullable Object dot;
  private int includes;

  Expander(TemplateParser.Parsed template, TemplateData data, int maxChars) {
    this.template = template;
    this.data = data;
    this.maxChars = maxChars;
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("Labels", data.labels());
    root.put("ExternalLabels", data.externalLabels());
    root.put("ExternalURL", data.externalUrl());
    root.put("Value", data.value());
    dot = root;
    scope.declare("", root);
    scope.declare("labels", data.labels());
    scope.declare("externalLabels", data.externalLabels());
    scope.declare("externalURL", data.externalUrl());
    scope.declare("value", data.value());
  }

  String expand() throws TemplateException {
    write(template.nodes());
    return out.toString();
  }

  /** How a list of nodes ended. */
  private enum Flow {
    ON,
    BREAK,
    CONTINUE
  }

  private Flow write(List<Node> nodes) throws TemplateException {
    for (Node node : nodes) {
      Flow flow = write(node);
      if (flow != Flow.ON) {
        return flow;
      }
    }
    return Flow.ON;
  }

  private Flow write(Node node) throws TemplateException {
    if (node instanceof Node.Outside outside) {
      append(outside.text());
    } else if (node instanceof Node.Output output) {
      Object value = evaluate(output.pipeline());
      if (output.pipeline().variable() == null) {
        append(GoText.of(value));
      }
    } else if (node instanceof Node.If condition) {
      return inScope(
          () ->
              write(
                  Truth.of(evaluate(condition.condition()))
                      ? condition.then()
                      : condition.otherwise()));
    } else if (node instanceof Node.With with) {
      return inScope(() -> with(with));
    } else if (node instanceof Node.Range range) {
      return inScope(() -> range(range));
    } else if (node instanceof Node.Leave leave) {
      return leave.whole() ? Flow.BREAK : Flow.CONTINUE;
    } else if (node instanceof Node.Include include) {
      include(include);
    }
    return Flow.ON;
  }

  private void append(String text) throws TemplateException {
    if (out.length() + text.length() > maxChars) {
      throw new TemplateException("more than " + maxChars + " characters");
    }
    out.append(text);
  }

  private Flow with(Node.With with) throws TemplateException {
    Object value = evaluate(with.value());
    if (!Truth.of(value)) {
      return write(with.otherwise());
    }
    dot = value;
    return write(with.then());
  }

  private Flow range(Node.Range range) throws TemplateException {
    Map<Object, Object> elements = elements(evaluate(range.over()));
    if (elements.isEmpty()) {
      return write(range.otherwise());
    }
    for (Map.Entry<Object, Object> element : elements.entrySet()) {
      Flow flow =
          inScope(
              () -> {
                dot = element.getValue();
                if (range.index() != null) {
                  scope.declare(range.index(), element.getKey());
                }
                if (range.element() != null) {
                  scope.declare(range.element(), element.getValue());
                }
                return write(range.body());
              });
      if (flow == Flow.BREAK) {
        break;
      }
    }
    return Flow.ON;
  }

  private static Map<Object, Object> elements(@Nullable Object over) throws TemplateException {
    Map<Object, Object> elements = new LinkedHashMap<>();
    if (over instanceof List<?> list) {
      long index = 0;
      for (Object element : list) {
        elements.put(index++, element);
      }
    } else if (over instanceof Map<?, ?> map) {
      new TreeMap<>(map).forEach(elements::put);
    } else if (over != null) {
      throw new TemplateException("range cannot go over " + GoText.typeOf(over));
    }
    return elements;
  }

  private void include(Node.Include include) throws TemplateException {
    List<Node> nodes = template.definitions().get(include.name());
    if (nodes == null) {
      throw new TemplateException(
          include.line(), "template \"" + include.name() + "\" is not defined");
    }
    if (++includes > MAX_INCLUDES) {
      throw new TemplateException(include.line(), "more than " + MAX_INCLUDES + " templates");
    }
    Object given = include.data() == null ? null : evaluate(include.data());
    Scope outer = scope;
    Object outerDot = dot;
    scope = new Scope(null);
    scope.declare("", given);
    dot = given;
    write(nodes);
    scope = outer;
    dot = outerDot;
  }

  private interface Step {
    Flow run() throws TemplateException;
  }

  private Flow inScope(Step step) throws TemplateException {
    Scope outer = scope;
    Object outerDot = dot;
    scope = new Scope(outer);
    try {
      return step.run();
    } finally {
      scope = outer;
      dot = outerDot;
    }
  }

  private @Nullable Object evaluate(Pipeline pipeline) throws TemplateException {
    Object value = null;
    boolean piped = false;
    for (Command command : pipeline.commands()) {
      value = evaluate(command, value, piped);
      piped = true;
    }
    if (pipeline.variable() != null) {
      if (pipeline.declares()) {
        scope.declare(pipeline.variable(), value);
      } else {
        scope.assign(pipeline.variable(), value);
      }
    }
    return value;
  }

  private @Nullable Object evaluate(Command command, @Nullable Object last, boolean piped)
      throws TemplateException {
    Operand first = command.operands().get(0);
    List<Operand> rest = command.operands().subList(1, command.operands().size());
    if (first instanceof Operand.Function function) {
      return call(function.name(), rest, last, piped, command.line());
    }
    if (!rest.isEmpty() || piped) {
      throw new TemplateException(command.line(), "only functions take arguments");
    }
    return evaluate(first, command.line());
  }

  private @Nullable Object call(
      String name, List<Operand> operands, @Nullable Object last, boolean piped, int line)
      throws TemplateException {
    List<@Nullable Object> values = new ArrayList<>();
    for (Operand operand : operands) {
      Object value = evaluate(operand, line);
      values.add(value);
      if (Functions.isShortCircuit(name) && Truth.of(value) == name.equals("or")) {
        return value;
      }
    }
    if (piped) {
      values.add(last);
    }
    if (Functions.isShortCircuit(name)) {
      if (values.isEmpty()) {
        throw new TemplateException(line, name + " wants 1 argument or more but was given 0");
      }
      return values.get(values.size() - 1);
    }
    try {
      return Functions.call(name, values, data);
    } catch (TemplateException e) {
      throw new TemplateException(line, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Object evaluate(Operand operand, int line) throws TemplateException {
    if (operand instanceof Operand.Literal literal) {
      return literal.value();
    }
    if (operand instanceof Operand.Variable variable) {
      return scope.get(variable.name());
    }
    if (operand instanceof Operand.Nested nested) {
      return evaluate(nested.pipeline());
    }
    if (operand instanceof Operand.Field field) {
      return field(evaluate(field.of(), line), field.name(), line);
    }
    if (operand instanceof Operand.Function function) {
      return call(function.name(), List.of(), null, false, line);
    }
    return dot;
  }

  private static @Nullable Object field(@Nullable Object of, String name, int line)
      throws TemplateException {
    if (of instanceof Map<?, ?> map) {
      Object found = map.get(name);
      return found == null ? "" : found;
    }
    if (of instanceof TemplateSample sample) {
      return switch (name) {
        case "Labels" -> sample.labels();
        case "Value" -> sample.value();
        default ->
            throw new TemplateException(line, "a sample has .Labels and .Value, no ." + name);
      };
    }
    throw new TemplateException(line, GoText.typeOf(of) + " has no field ." + name);
  }
}
