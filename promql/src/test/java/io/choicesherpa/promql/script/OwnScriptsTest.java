package io.choicesherpa.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnScriptsTest {

  static List<Path> scripts() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(OwnScriptsTest.class.getResource("/scripts")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void script_passes(Path script) throws IOException {
    ScriptRunner runner = new ScriptRunner(ScriptTool.engine(ScriptOptions.engineDefaults()));
    ScriptReport report = runner.run(Files.readString(script));
    assertThat(report.evaluations()).isPositive();
    assertThat(report.failures()).isEmpty();
  }
}
