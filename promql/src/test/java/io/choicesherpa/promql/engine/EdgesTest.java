package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.EngineOptions;
import org.junit.jupiter.api.Test;

class EdgesTest {

  @Test
  void anchored_startsAtTheSampleBefore() {
    Scripts.pass(
        """
        load 15s
          hits_total 0+3x20

        eval instant at 70s increase(hits_total[30s] anchored)
          {} 6

        eval instant at 70s rate(hits_total[30s] anchored)
          {} 0.2

        eval instant at 70s max_over_time(hits_total[30s] anchored)
          expect fail
        """);
  }

  @Test
  void smoothed_liesOnTheLine() {
    Scripts.pass(
        """
        load 15s
          hits_total 0+3x20

        eval instant at 70s increase(hits_total[30s] smoothed)
          {} 6

        eval instant at 70s hits_total smoothed
          hits_total 14
        """);
  }

  @Test
  void smoothed_countsAResetOnce() {
    Scripts.pass(
        """
        load 10s
          hits_total 0 10 20 4 8

        eval instant at 40s increase(hits_total[40s] smoothed)
          {} 28
        """);
  }

  @Test
  void starts_tellOfResetsThatValuesHide() {
    EngineOptions heeding =
        EngineOptions.defaults().withExperimental(true).withStartTimestamps(true);
    String samples =
        """
        load 1m
          hits_total@st 0s 0s -30s -90s
          hits_total 10 20 30 40

        """;
    Scripts.pass(
        samples
            + """
            eval instant at 2m resets(hits_total[2m])
              {} 1
            """,
        heeding);
    Scripts.pass(
        samples
            + """
            eval instant at 2m resets(hits_total[2m])
              {} 0
            """);
  }
}
