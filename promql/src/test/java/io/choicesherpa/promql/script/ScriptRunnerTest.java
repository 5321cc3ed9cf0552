package io.choicesherpa.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.promql.QueryResult;
import io.choicesherpa.promql.script.ScriptReport.Failure;
import io.choicesherpa.promql.source.SeriesSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A runner that finds nothing wrong proves nothing: here each kind of fault has to be found. */
class ScriptRunnerTest {

  private static final String DATA =
      """
      load 1m
        a{x="1"}  1+1x10
        a{x="2"}  5x10
      """;

  private final ScriptRunner runner =
      new ScriptRunner(ScriptTool.engine(ScriptOptions.engineDefaults()));

  private ScriptReport run(String evaluation) {
    return runner.run(DATA + "\n" + evaluation);
  }

  private Failure failure(String evaluation) {
    ScriptReport report = run(evaluation);
    assertThat(report.failures()).hasSize(1);
    assertThat(report.passed()).isZero();
    return report.failures().get(0);
  }

  @Test
  void wrongValue_isReportedWithItsLine() {
    Failure failure = failure("eval instant at 1m a{x=\"1\"}\n  a{x=\"1\"} 3");
    assertThat(failure.line()).isEqualTo(5);
    assertThat(failure.query()).isEqualTo("a{x=\"1\"}");
    assertThat(failure.expected()).isEqualTo("[a{x=\"1\"} 3]");
    assertThat(failure.got()).isEqualTo("[a{x=\"1\"} 2]");
  }

  @Test
  void missingAndUnexpectedSeries_areReported() {
    assertThat(failure("eval instant at 1m a\n  a{x=\"1\"} 2").got()).contains("a{x=\"2\"} 5");
    assertThat(failure("eval instant at 1m a{x=\"1\"}\n  a{x=\"1\"} 2\n  b 1").expected())
        .contains("b 1");
    assertThat(failure("eval instant at 1m a{x=\"1\"}").expected()).isEqualTo("[]");
  }

  @Test
  void wrongOrder_isReported() {
    String sorted = "eval_ordered instant at 1m sort(a)\n";
    assertThat(run(sorted + "  a{x=\"1\"} 2\n  a{x=\"2\"} 5").failures()).isEmpty();
    assertThat(failure(sorted + "  a{x=\"2\"} 5\n  a{x=\"1\"} 2").expected())
        .endsWith("in this order");
  }

  @Test
  void missingFailure_isReported() {
    assertThat(failure("eval_fail instant at 1m a").got()).isEqualTo("an answer");
  }

  @Test
  void otherFailure_isReported() {
    assertThat(run("eval instant at 1m a + on (y) a\nexpect fail regex: many").failures())
        .isEmpty();
    assertThat(failure("eval instant at 1m a + on (y) a\nexpect fail msg: something").got())
        .startsWith("failure \"");
  }

  @Test
  void unexpectedFailure_isReported() {
    assertThat(failure("eval instant at 1m a + on (y) a\n  {} 1").got()).startsWith("failure ");
    assertThat(failure("eval instant at 1m a +\n  {} 1").got()).contains("1:4: parse error");
  }

  @Test
  void annotations_areCompared() {
    String rate = "eval instant at 5m rate(a{x=\"2\"}[5m])\n";
    String value = "\n  {x=\"2\"} 0";
    assertThat(run(rate + "expect info" + value).failures()).isEmpty();
    assertThat(failure(rate + "expect no_info" + value).expected()).isEqualTo("no info");
    assertThat(failure(rate + "expect warn" + value).got()).isEqualTo("none");
    assertThat(failure(rate + "expect info msg: other" + value).got()).contains("(1:6)");
  }

  @Test
  void wrongKindOfResult_isReported() {
    assertThat(failure("eval instant at 1m 1 + 1\n  3").got()).isEqualTo("scalar 2");
    assertThat(failure("eval instant at 1m a\n  3").got()).startsWith("vector");
    assertThat(failure("eval instant at 1m 1 + 1\n  {} 2").got()).isEqualTo("scalar 2");
    assertThat(failure("eval instant at 1m \"x\"\n expect string \"y\"").got())
        .isEqualTo("string \"x\"");
  }

  @Test
  void rangeQuery_isComparedPointByPoint() {
    String range = "eval range from 1m to 3m step 1m a{x=\"1\"}\n";
    assertThat(run(range + "  a{x=\"1\"} 2 3 4").failures()).isEmpty();
    assertThat(failure(range + "  a{x=\"1\"} 2 3").got()).isNotEmpty();
    assertThat(failure(range + "  a{x=\"1\"} 2 _ 4").got()).isNotEmpty();
    assertThat(failure(range + "  a{x=\"1\"} 2 3 4 5").got()).isNotEmpty();
    assertThat(failure(range + "  a{x=\"1\"} 2 3 4.00002").got()).isNotEmpty();
    assertThat(run(range + "  a{x=\"1\"} 2 3 4.000000001").failures()).isEmpty();
  }

  @Test
  void histograms_areComparedBucketByBucket() {
    String load = "load 1m\n  h {{schema:1 count:3 sum:2 buckets:[1 0 2]}}\n\n";
    String eval = load + "eval instant at 0 h\n  h ";
    assertThat(run(eval + "{{schema:1 count:3 sum:2 offset:-1 buckets:[0 1 0 2 0]}}").failures())
        .isEmpty();
    assertThat(run(eval + "{{schema:1 count:3 sum:2 buckets:[1 2]}}").failures()).hasSize(1);
    assertThat(run(eval + "{{schema:0 count:3 sum:2 buckets:[1 0 2]}}").failures()).hasSize(1);
    assertThat(run(eval + "3").failures()).hasSize(1);
    assertThat(
            run(eval + "{{schema:1 count:3 sum:2 buckets:[1 0 2] counter_reset_hint:gauge}}")
                .failures())
        .hasSize(1);
  }

  @Test
  void clear_forgetsAllSeries() {
    assertThat(run("clear\n\neval instant at 1m a").failures()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nothing| line 1: invalid command: nothing",
        "load soon| line 1: not a duration: \"soon\"",
        "load 1m\\n  a one| line 2: not a number: one",
        "load 1m\\n  a 1x| line 2: invalid repetition in 1x",
        "load 1m\\n  a{ 1| line 2: not a series: a{ 1: 1:4: parse error: unexpected character: '1'",
        "load 1m\\n  a {{sum}}| line 2: missing ':' in histogram {{sum}}",
        "load 1m\\n  a {{total:3}}| line 2: unknown key \"total\" in histogram {{total:3}}",
        "load 1m\\n  a@st 1s| line 2: @st line without a line of samples after it",
        "load 1m\\n  a@st 1s\\n  a 1 2| line 3: @st line has 1 values, its series 2",
        "eval a| line 1: invalid eval command, expected eval instant at <time> <query> or eval"
            + " range from <start> to <end> step <step> <query>: eval a",
        "eval instant at 1m a\\n  expect much| line 2: invalid expect line: expect much",
        "eval instant at 1m a\\n  a 1 2| line 2: more than one value of an instant query without"
            + " expect range vector: a 1 2",
        "eval_warn instant at 1m a\\n  expect no_warn| line 2: no_warn contradicts another expect"
            + " line",
      })
  void unreadableScript_isRefusedWithItsLine(String script, String message) {
    assertThatThrownBy(() -> runner.run(script.replace("\\n", "\n")))
        .isInstanceOf(ScriptException.class)
        .hasMessage(message);
  }

  @Test
  void instantQuery_isRunAgainAsARangeAndAtItsTime() {
    StringBuilder modes = new StringBuilder();
    ScriptEngine engine = ScriptTool.engine(ScriptOptions.engineDefaults());
    ScriptEngine watched =
        new ScriptEngine() {
          @Override
          public QueryResult instant(SeriesSource source, String query, long time) {
            modes.append(query).append(' ').append(time).append('\n');
            return engine.instant(source, query, time);
          }

          @Override
          public QueryResult range(
              SeriesSource source, String query, long start, long end, long step) {
            modes.append(query).append(' ').append(start).append("-").append(end).append('\n');
            return engine.range(source, query, start, end, step);
          }
        };
    assertThat(
            new ScriptRunner(watched).run(DATA + "\neval instant at 1m sum(a)\n  {} 7").failures())
        .isEmpty();
    assertThat(modes.toString())
        .isEqualTo(
            """
            sum(a) 60000
            sum(a) 0-120000
            sum(a @ 60.000) -600000
            sum(a @ 60.000) -660000--540000
            sum(a @ 60.000) 0
            sum(a @ 60.000) -60000-60000
            sum(a @ 60.000) 12000
            sum(a @ 60.000) -48000-72000
            sum(a @ 60.000) 60000
            sum(a @ 60.000) 0-120000
            sum(a @ 60.000) 600000
            sum(a @ 60.000) 540000-660000
            """);
  }
}
