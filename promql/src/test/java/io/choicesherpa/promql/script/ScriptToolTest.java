package io.choicesherpa.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptToolTest {

  private static final String DATA = "load 1m\n  a 1 2 3\n\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;

  private int run(String... arguments) {
    return new ScriptTool(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(arguments));
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("some.test"), text).toString();
  }

  @Test
  void allPassed_exitsWithZero() throws IOException {
    String file = file(DATA + "eval instant at 1m a\n  a 2\n");
    assertThat(run(file)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(file + ": 1 passed, 0 failed\nall: 1 passed, 0 failed of 1\n");
  }

  @Test
  void failure_isPrintedWithItsPlace() throws IOException {
    String file = file(DATA + "eval instant at 1m a\n  a 2\n\neval instant at 2m a\n  a 7\n");
    assertThat(run(file)).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(file + ": 1 passed, 1 failed\n", file + ":7: a\n", "expected [a 7]", "[a 3]");
  }

  @Test
  void unreadableFile_exitsWithTwo() throws IOException {
    assertThat(run(folder.resolve("none.test").toString())).isEqualTo(2);
    assertThat(run(file("load\n"))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("none.test: cannot be read", "some.test:1: line 1: invalid load command: load");
  }

  @Test
  void wrongUsage_exitsWithTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--speed", "x")).isEqualTo(2);
    assertThat(run("--max-samples", "x", "f")).isEqualTo(2);
    assertThat(run("--lookback")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "no file given",
            "unknown option --speed",
            "--max-samples needs a whole number: x",
            "--lookback needs a value");
  }

  @Test
  void options_reachTheEngine() throws IOException {
    String late = file(DATA + "eval instant at 4m a\n");
    assertThat(run(late)).isEqualTo(1);
    assertThat(run("--lookback", "1m", late)).isZero();
    String many = file(DATA + "eval_fail instant at 2m a[5m]\n");
    assertThat(run(many)).isEqualTo(1);
    assertThat(run("--max-samples", "2", many)).isZero();
    String experimental = file(DATA + "eval_fail instant at 2m mad_over_time(a[5m])\n");
    assertThat(run(experimental)).isEqualTo(1);
    assertThat(run("--stable", experimental)).isZero();
    String near = file(DATA + "eval instant at 1m a\n  a 2.1\n");
    assertThat(run(near)).isEqualTo(1);
    assertThat(run("--tolerance", "0.1", near)).isZero();
  }

  @Test
  void help_isPrinted() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("./promql-test [OPTION…] FILE…");
  }
}
