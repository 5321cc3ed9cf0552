package io.choicesherpa.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.promql.EngineOptions;
import io.choicesherpa.promql.PromqlEngine;
import io.choicesherpa.promql.QueryResult;
import io.choicesherpa.promql.script.ScriptEngine;
import io.choicesherpa.promql.script.ScriptReport;
import io.choicesherpa.promql.script.ScriptRunner;
import io.choicesherpa.promql.source.SeriesSource;
import java.time.Duration;
import java.time.Instant;

/** Runs test scripts against the engine. */
final class Scripts {

  private Scripts() {}

  /** Every evaluation of {@code script} gives what it expects, with experimental functions on. */
  static void pass(String script) {
    pass(script, EngineOptions.defaults().withExperimental(true));
  }

  static void pass(String script, EngineOptions options) {
    ScriptReport report = new ScriptRunner(new Adapter(options)).run(script);
    assertThat(report.failures()).isEmpty();
    assertThat(report.evaluations()).isPositive();
  }

  private record Adapter(EngineOptions options) implements ScriptEngine {
    @Override
    public QueryResult instant(SeriesSource source, String query, long timeMillis) {
      return new PromqlEngine(source, options).instant(query, Instant.ofEpochMilli(timeMillis));
    }

    @Override
    public QueryResult range(
        SeriesSource source, String query, long startMillis, long endMillis, long stepMillis) {
      return new PromqlEngine(source, options)
          .range(
              query,
              Instant.ofEpochMilli(startMillis),
              Instant.ofEpochMilli(endMillis),
              Duration.ofMillis(stepMillis));
    }
  }
}
