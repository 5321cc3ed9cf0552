package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.EngineOptions;
import org.junit.jupiter.api.Test;

class NamesTest {

  private static final String LOAD =
      """
      load 1m
        a_total{x="1"} 0 60
        b_total{x="1"} 0 120

      """;

  @Test
  void names_goAtOnce() {
    Scripts.pass(
        LOAD
            + """
            eval instant at 1m rate({x="1"}[2m])
              expect fail

            eval instant at 1m sum by (__name__) (rate(a_total[2m]))
              {} 0.5
            """);
  }

  @Test
  void names_mayGoAtTheEnd() {
    Scripts.pass(
        LOAD
            + """
            eval instant at 1m sum by (__name__) (rate({x="1"}[2m])) > 0.5
              {} 1

            eval instant at 1m label_replace(rate(a_total[2m]), "__name__", "c", "x", ".*")
              c{x="1"} 0.5
            """,
        EngineOptions.defaults().withDelayedNameRemoval(true));
  }
}
