package io.choicesherpa.promql.engine;

import org.junit.jupiter.api.Test;

class OverTimeFunctionsTest {

  @Test
  void aggregationsOverTime_takeTheWholeWindow() {
    Scripts.pass(
        """
        load 1m
          queue{a="b"} 3 1 4 1 5 9 2 6

        eval instant at 7m sum_over_time(queue[8m])
          {a="b"} 31

        eval instant at 7m avg_over_time(queue[8m])
          {a="b"} 3.875

        eval instant at 7m min_over_time(queue[8m])
          {a="b"} 1

        eval instant at 7m max_over_time(queue[8m])
          {a="b"} 9

        eval instant at 7m last_over_time(queue[8m])
          queue{a="b"} 6

        eval instant at 7m quantile_over_time(0.5, queue[8m])
          {a="b"} 3.5

        eval instant at 7m stdvar_over_time(queue[8m])
          {a="b"} 6.609375

        eval instant at 7m mad_over_time(queue[8m])
          {a="b"} 2

        eval instant at 7m ts_of_max_over_time(queue[8m])
          {a="b"} 300
        """);
  }

  @Test
  void sum_keepsWhatRoundingTakesAway() {
    Scripts.pass(
        """
        load 1m
          big 1e100 1 -1e100 1

        eval instant at 3m sum_over_time(big[4m])
          {} 2

        eval instant at 3m avg_over_time(big[4m])
          {} 0.5
        """);
  }

  @Test
  void avg_doesNotOverflow() {
    Scripts.pass(
        """
        load 1m
          huge 1.7e308 1.7e308 1.7e308

        eval instant at 2m avg_over_time(huge[3m])
          {} 1.7e308

        eval instant at 2m sum_over_time(huge[3m])
          {} +Inf
        """);
  }

  @Test
  void presence_isOneWhereThereAreSamples() {
    Scripts.pass(
        """
        load 1m
          up{job="a"} 1 _ _ _ _ 1

        eval range from 0 to 5m step 1m present_over_time(up[2m])
          {job="a"} 1 1 _ _ _ 1

        eval range from 0 to 5m step 1m absent_over_time(up{job="a", zone=~"x.*"}[2m])
          {job="a"} 1 1 1 1 1 1

        eval range from 0 to 5m step 1m absent_over_time(up{job="a"}[2m])
          {job="a"} _ _ 1 1 1 _
        """);
  }

  @Test
  void trends_followALine() {
    Scripts.pass(
        """
        load 1m
          disk_free 1000 940 880 820 760

        eval instant at 4m deriv(disk_free[5m])
          {} -1

        eval instant at 4m predict_linear(disk_free[5m], 3600)
          {} -2840

        eval instant at 4m double_exponential_smoothing(disk_free[5m], 0.5, 0.5)
          {} 760
        """);
  }

  @Test
  void smoothing_refusesFactorsOutsideOfZeroToOne() {
    Scripts.pass(
        """
        load 1m
          disk_free 1 2

        eval instant at 1m double_exponential_smoothing(disk_free[5m], 1, 0.5)
          expect fail
        """);
  }

  @Test
  void quantile_outsideOfZeroToOneWarns() {
    Scripts.pass(
        """
        load 1m
          queue 1 2

        eval instant at 1m quantile_over_time(1.5, queue[5m])
          expect warn msg: PromQL warning: quantile value should be between 0 and 1, got 1.5 (1:20)
          {} +Inf
        """);
  }
}
