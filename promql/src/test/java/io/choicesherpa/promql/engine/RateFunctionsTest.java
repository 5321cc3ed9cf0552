package io.choicesherpa.promql.engine;

import org.junit.jupiter.api.Test;

class RateFunctionsTest {

  @Test
  void rate_ofRegularSamplesIsTheSlope() {
    Scripts.pass(
        """
        load 15s
          hits_total 0+30x40

        eval range from 5m to 9m step 1m rate(hits_total[5m])
          {} 2 2 2 2 2

        eval instant at 5m increase(hits_total[5m])
          {} 600
        """);
  }

  @Test
  void rate_addsWhatWasBeforeEachReset() {
    Scripts.pass(
        """
        load 1m
          hits_total 100 110 5 15 2

        eval instant at 4m increase(hits_total[5m])
          {} 33.75
        """);
  }

  @Test
  void rate_doesNotExtrapolateBelowZero() {
    Scripts.pass(
        """
        load 1m
          hits_total _ _ 10 110

        eval instant at 3m increase(hits_total[3m])
          {} 110
        """);
  }

  @Test
  void rate_farFromTheEndsGoesHalfADistance() {
    Scripts.pass(
        """
        load 1m
          hits_total _ _ _ _ 1000 1010 1020 _ _ _

        eval instant at 10m increase(hits_total[10m])
          {} 30
        """);
  }

  @Test
  void rate_ofOneSampleIsNothing() {
    Scripts.pass(
        """
        load 1m
          hits_total 5

        eval instant at 1m rate(hits_total[5m])
        """);
  }

  @Test
  void rate_ofAnotherNameThanACountersSaysSo() {
    Scripts.pass(
        """
        load 1m
          temperature 1 2 3

        eval instant at 2m rate(temperature[2m])
          expect info msg: PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "temperature" (1:6)
          {} 0.016666666666666666
        """);
  }

  @Test
  void delta_goesDownToo() {
    Scripts.pass(
        """
        load 1m
          temperature 20 18 16 14 12

        eval instant at 4m delta(temperature[4m])
          {} -8
        """);
  }

  @Test
  void irate_looksAtTheLastTwo() {
    Scripts.pass(
        """
        load 10s
          hits_total 0 100 160 20

        eval instant at 20s irate(hits_total[1m])
          {} 6

        eval instant at 30s irate(hits_total[1m])
          {} 2

        eval instant at 30s idelta(hits_total[1m])
          {} -140
        """);
  }

  @Test
  void changesAndResets_areCounted() {
    Scripts.pass(
        """
        load 1m
          mode 1 1 2 2 1 NaN NaN 3

        eval instant at 7m changes(mode[8m])
          {} 4

        eval instant at 7m resets(mode[8m])
          {} 1
        """);
  }
}
