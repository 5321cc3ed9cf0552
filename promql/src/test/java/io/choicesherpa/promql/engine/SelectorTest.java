package io.choicesherpa.promql.engine;

import org.junit.jupiter.api.Test;

class SelectorTest {

  @Test
  void selector_looksBackFiveMinutesButNotQuite() {
    Scripts.pass(
        """
        load 10m
          up{job="a"} 1

        eval instant at 0 up
          up{job="a"} 1

        eval instant at 299s999ms up
          up{job="a"} 1

        eval instant at 5m up
        """);
  }

  @Test
  void staleMarker_endsTheSeries() {
    Scripts.pass(
        """
        load 1m
          up 1 stale _ 2

        eval instant at 30s up
          up 1

        eval instant at 1m up

        eval range from 0 to 4m step 1m up
          up 1 _ _ 2 2

        eval instant at 3m count_over_time(up[4m])
          {} 2
        """);
  }

  @Test
  void offset_movesBackAndAhead() {
    Scripts.pass(
        """
        load 1m
          ticks 0+1x20

        eval instant at 10m ticks offset 3m
          ticks 7

        eval instant at 10m ticks offset -3m
          ticks 13

        eval instant at 10m sum_over_time(ticks[2m] offset 1m)
          {} 17
        """);
  }

  @Test
  void at_fixesTheTime() {
    Scripts.pass(
        """
        load 1m
          ticks 0+1x20

        eval range from 0 to 4m step 1m ticks @ 300 + ticks
          {} 5 6 7 8 9

        eval range from 2m to 4m step 1m ticks @ start()
          ticks 2 2 2

        eval range from 2m to 4m step 1m ticks @ end() offset 1m
          ticks 3 3 3

        eval range from 0m to 2m step 1m timestamp(ticks @ 330)
          {} 300 300 300
        """);
  }

  @Test
  void window_isOpenOnTheLeft() {
    Scripts.pass(
        """
        load 1m
          ticks 0+1x20

        eval instant at 10m count_over_time(ticks[5m])
          {} 5

        eval instant at 10m sum_over_time(ticks[1m])
          {} 10

        eval instant at 10m first_over_time(ticks[5m])
          ticks 6
        """);
  }

  @Test
  void matchers_ofEachKindSelect() {
    Scripts.pass(
        """
        load 1m
          hits{code="200", path="/a"} 1
          hits{code="404", path="/a"} 2
          hits{code="500"} 3

        eval instant at 0 hits{code=~"[45].."}
          hits{code="404", path="/a"} 2
          hits{code="500"} 3

        eval instant at 0 hits{path=""}
          hits{code="500"} 3

        eval instant at 0 hits{code!~"2.+", path!=""}
          hits{code="404", path="/a"} 2
        """);
  }

  @Test
  void subquery_isAlignedToItsStep() {
    Scripts.pass(
        """
        load 10s
          ticks 0+1x100

        eval instant at 125s max_over_time(ticks[50s:30s])
          {} 12

        eval instant at 125s min_over_time(ticks[50s:30s])
          {} 9

        eval instant at 125s count_over_time(ticks[3m:])
          {} 3

        eval instant at 300s sum_over_time(ticks[20s:10s] @ 100 offset 10s)
          {} 17
        """);
  }
}
