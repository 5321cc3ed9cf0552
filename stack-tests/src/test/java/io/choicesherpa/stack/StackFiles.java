package io.choicesherpa.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the operator's files are.
 *
 * @param root the checkout, or a copy of the folders that are checked
 */
record StackFiles(Path root) {

  static final StackFiles OF_THE_CHECKOUT =
      new StackFiles(Path.of("..").toAbsolutePath().normalize());

  List<AlertRule> alerts() {
    return AlertRule.in(rules());
  }

  List<Path> rules() {
    return list("stack/prometheus/rules", ".rules.yml");
  }

  List<Path> ruleTests() {
    return list("stack/prometheus/tests", ".test.yml");
  }

  List<Path> dashboards() {
    return list("stack/grafana/dashboards", ".json");
  }

  /** What the Collector's gateway can be told to send to. */
  List<Path> sinks() {
    return list("stack/collector/sinks", ".yaml");
  }

  /** What Grafana reads when it starts. */
  List<Path> provisioning() {
    return Stream.of("dashboards", "datasources")
        .flatMap(kind -> list("stack/grafana/provisioning/" + kind, ".yml").stream())
        .toList();
  }

  /** Without the index. */
  List<Path> runbookPages() {
    return list("docs/runbook", ".md").stream()
        .filter(page -> !page.getFileName().toString().equals("README.md"))
        .toList();
  }

  Path path(String relative) {
    return root.resolve(relative);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> list(String folder, String ending) {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
