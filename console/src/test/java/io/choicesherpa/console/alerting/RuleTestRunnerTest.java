package io.choicesherpa.console.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.console.rules.definition.RuleFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleTestRunnerTest {

  private static final String TEST =
      """
      rule_files: [rules.yml]
      evaluation_interval: 30s
      tests:
        - name: half of it fails
          interval: 1m
          external_labels: {region: eu}
          input_series:
            - series: 'requests_total{status="500"}'
              values: 0+6x20
            - series: 'requests_total{status="200"}'
              values: 0+6x20
          alert_rule_test:
            - alertname: Failing
              eval_time: 4m
              exp_alerts: []
            - alertname: Failing
              eval_time: 8m
              exp_alerts:
                - exp_labels: {severity: page}
                  exp_annotations: {summary: 'SHARE fail in eu'}
          promql_expr_test:
            - expr: 'failing:share'
              eval_time: 8m
              exp_samples:
                - labels: 'failing:share'
                  value: 0.5
      """;

  @TempDir private Path directory;

  @BeforeEach
  void writeRules() throws IOException {
    Files.writeString(
        directory.resolve("rules.yml"),
        """
        groups:
          - name: g
            rules:
              - record: failing:share
                expr: sum(rate(requests_total{status="500"}[2m])) / sum(rate(requests_total[2m]))
              - alert: Failing
                expr: failing:share > 0.1
                for: 5m
                labels: {severity: page}
                annotations: {summary: '{{ $value | humanizePercentage }} fail in {{ $externalLabels.region }}'}
        """);
  }

  @Test
  void testThatHolds_passes() throws Exception {
    assertThat(run(TEST.replace("SHARE", "50%")))
        .isEqualTo(new RuleTestRunner.Report(3, List.of()));
  }

  @Test
  void testWithAnotherText_failsNamingBoth() throws Exception {
    assertThat(run(TEST.replace("SHARE", "40%")).failures())
        .singleElement()
        .asString()
        .contains("test.yml:16: half of it fails: ")
        .contains("expected: [{alertname=Failing, severity=page} {summary=40% fail in eu}]")
        .contains("found:    [{alertname=Failing, severity=page} {summary=50% fail in eu}]");
  }

  @Test
  void testOfAnotherValue_fails() throws Exception {
    assertThat(run(TEST.replace("SHARE", "50%").replace("value: 0.5", "value: 0.6")).failures())
        .singleElement()
        .asString()
        .contains("expected: [failing:share 0.6]", "found:    [failing:share 0.5]");
  }

  @Test
  void brokenFile_namesEveryMistake() {
    assertThatThrownBy(() -> run("tests:\n  - inputs: []\n    interval: soon\n"))
        .isInstanceOf(RuleFileException.class)
        .hasMessageContaining("test.yml:2:5: unknown field \"inputs\"")
        .hasMessageContaining("test.yml:3:15: interval: not a duration: \"soon\"");
    assertThatThrownBy(() -> run(TEST.replace("0+6x20", "0+y")))
        .isInstanceOf(RuleFileException.class)
        .hasMessageContaining("test.yml:8: ");
    assertThatThrownBy(() -> run(TEST.replace("rules.yml", "none.yml")))
        .isInstanceOf(RuleFileException.class)
        .hasMessageContaining("none.yml");
  }

  /** The stack's own alerts say here, word for word, what promtool says of them. */
  @ParameterizedTest
  @MethodSource("stackTests")
  void stacksTests_passAsWithPromtool(Path file) throws RuleFileException {
    RuleTestRunner.Report report = RuleTestRunner.run(file);
    assertThat(report.failures()).isEmpty();
    assertThat(report.checks()).isPositive();
  }

  static Stream<Path> stackTests() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "stack", "prometheus", "tests"))) {
      return files.sorted().toList().stream();
    }
  }

  @Test
  void command_tellsPassedAndFailed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    String good = write(TEST.replace("SHARE", "50%")).toString();
    assertThat(RuleTestTool.run(stream, stream, good)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains(good + ": 3 passed, 0 failed");
    write(TEST);
    assertThat(RuleTestTool.run(stream, stream, good)).isEqualTo(1);
    assertThat(RuleTestTool.run(stream, stream, "nowhere.yml")).isEqualTo(2);
  }

  private RuleTestRunner.Report run(String test) throws IOException, RuleFileException {
    return RuleTestRunner.run(write(test));
  }

  private Path write(String test) throws IOException {
    return Files.writeString(directory.resolve("test.yml"), test);
  }
}
