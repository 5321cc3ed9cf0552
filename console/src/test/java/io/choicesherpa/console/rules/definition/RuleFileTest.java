package io.choicesherpa.console.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFileTest {

  @Test
  void read_wholeFile_givesItsGroups() throws RuleFileException {
    List<RuleGroupDefinition> groups =
        RuleFile.read(
            "a.yml",
            """
            groups:
              - name: recordings
                interval: 30s
                query_offset: 1m
                limit: 7
                labels: {team: core}
                rules:
                  - record: job:requests:rate5m
                    expr: sum by (job) (rate(http_requests_total[5m]))
                    labels: {kind: rate}
              - name: alerts
                rules:
                  - alert: Down
                    expr: up == 0
                    for: 1h30m
                    keep_firing_for: 5m
                    labels: {severity: critical}
                    annotations:
                      summary: '{{ $labels.job }} is down'
            """,
            RuleFileTest::anything);

    assertThat(groups)
        .containsExactly(
            new RuleGroupDefinition(
                "a.yml",
                "recordings",
                30_000,
                60_000,
                7,
                List.of(
                    new RuleDefinition.Recording(
                        "job:requests:rate5m",
                        "sum by (job) (rate(http_requests_total[5m]))",
                        Map.of("team", "core", "kind", "rate")))),
            new RuleGroupDefinition(
                "a.yml",
                "alerts",
                0,
                0,
                0,
                List.of(
                    new RuleDefinition.Alerting(
                        "Down",
                        "up == 0",
                        5_400_000,
                        300_000,
                        Map.of("severity", "critical"),
                        Map.of("summary", "{{ $labels.job }} is down")))));
  }

  @Test
  void read_emptyFile_givesNoGroup() throws RuleFileException {
    assertThat(RuleFile.read("a.yml", "", RuleFileTest::anything)).isEmpty();
    assertThat(RuleFile.read("a.yml", "groups:\n", RuleFileTest::anything)).isEmpty();
  }

  @Test
  void read_manyMistakes_namesEachWithItsPlace() {
    assertThat(
            problems(
                """
                groups:
                  - name: a
                    rules:
                      - alert: A
                        record: a
                        expr: up
                      - alert: B
                        expr: bad
                        for: 5 minutes
                        sevrity: page
                      - record: c d
                        expr: up
                        for: 5m
                      - alert: D
                        annotations: {summary: '{{ $x }}', 'a-b': c}
                        labels: {__name__: x}
                  - name: a
                    interval: -1m
                """))
        .containsExactlyInAnyOrder(
            "a.yml:4:9: a rule has either \"record\" or \"alert\"",
            "a.yml:8:15: expr is not PromQL: no such thing",
            "a.yml:9:14: for: not a duration: \"5 minutes\"; wanted is one like 1d12h, 5m, 30s, 500ms",
            "a.yml:10:9: unknown field \"sevrity\"; there are [record, alert, expr, for,"
                + " keep_firing_for, labels, annotations]",
            "a.yml:11:17: not a metric's name: \"c d\"",
            "a.yml:13:14: \"for\" is for alerts, not for recordings",
            "a.yml:14:9: a rule without \"expr\"",
            "a.yml:15:22: annotation summary: line 1: undefined variable \"$x\"",
            "a.yml:15:22: not a name of annotations: \"a-b\"",
            "a.yml:16:17: the label __name__ cannot be set",
            "a.yml:17:11: group \"a\" twice in this file",
            "a.yml:18:15: interval is negative: -1m");
  }

  @Test
  void read_brokenYaml_namesThePlace() {
    assertThat(problems("groups:\n  - name: 'a\n"))
        .singleElement()
        .asString()
        .startsWith("a.yml:3:1");
    assertThat(problems("groups: {a: b}"))
        .containsExactly("a.yml:1:9: a list is wanted for groups");
    assertThat(problems("- 1")).first().asString().contains("a mapping with [groups] is wanted");
    assertThat(problems("a: &a [*a]")).isNotEmpty();
    assertThat(problems("[".repeat(100_000))).isNotEmpty();
  }

  @Test
  void read_fileThatIsNoText_saysSo(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("a.yml"), new byte[] {(byte) 0xC3, 0x28});
    assertThatThrownBy(() -> RuleFile.read(file, RuleFileTest::anything))
        .hasMessage(file + ": not UTF-8");
    assertThatThrownBy(() -> RuleFile.read(directory.resolve("none.yml"), RuleFileTest::anything))
        .hasMessageContaining("none.yml: cannot be read");
    Path large =
        Files.writeString(
            directory.resolve("l.yml"), "#".repeat(RuleFile.MAX_BYTES + 1), StandardCharsets.UTF_8);
    assertThatThrownBy(() -> RuleFile.read(large, RuleFileTest::anything))
        .hasMessageContaining("larger than");
  }

  private static List<String> problems(String content) {
    try {
      return List.of("read: " + RuleFile.read("a.yml", content, RuleFileTest::check));
    } catch (RuleFileException e) {
      return e.problems();
    }
  }

  private static void anything(String expression) {
    assertThat(expression).isNotEmpty();
  }

  private static void check(String expression) {
    if (expression.equals("bad")) {
      throw new IllegalArgumentException("no such thing");
    }
  }
}
