package io.choicesherpa.console.rules.definition;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads rule files. Thread-safe. */
public final class RuleFile {

  /** Largest file, in bytes. */
  public static final int MAX_BYTES = 4 << 20;

  private static final int MAX_NESTING = 20;

  private RuleFile() {}

  /**
   * The groups of a file.
   *
   * @throws RuleFileException naming every mistake
   */
  public static List<RuleGroupDefinition> read(Path file, ExpressionCheck expressions)
      throws RuleFileException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new RuleFileException(List.of(file + ": larger than " + MAX_BYTES + " bytes"));
      }
      return read(file.toString(), Files.readString(file), expressions);
    } catch (CharacterCodingException e) {
      throw new RuleFileException(List.of(file + ": not UTF-8"));
    } catch (IOException e) {
      throw new RuleFileException(List.of(file + ": cannot be read: " + e));
    }
  }

  /**
   * The groups of a file's content.
   *
   * @param name of the file, for messages and for the groups
   * @throws RuleFileException naming every mistake
   */
  public static List<RuleGroupDefinition> read(
      String name, String content, ExpressionCheck expressions) throws RuleFileException {
    YamlProblems problems = new YamlProblems(name);
    List<RuleGroupDefinition> groups = new ArrayList<>();
    try {
      Node root = parse(content);
      if (root != null) {
        groups.addAll(new GroupReader(name, expressions, problems).groups(root));
      }
    } catch (MarkedYAMLException e) {
      problems.addAt(e.getProblemMark(), String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      problems.addAt(null, String.valueOf(e.getMessage()));
    }
    problems.throwIfAny();
    return groups;
  }

  static @Nullable Node parse(String content) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_NESTING);
    options.setAllowDuplicateKeys(false);
    return new Yaml(options).compose(new StringReader(content));
  }
}
