package io.choicesherpa.promql.engine;

import org.junit.jupiter.api.Test;

class HistogramFunctionsTest {

  @Test
  void classicQuantile_interpolatesWithinABucket() {
    Scripts.pass(
        """
        load 1m
          took_bucket{le="0.1"} 10
          took_bucket{le="0.5"} 30
          took_bucket{le="1"} 40
          took_bucket{le="+Inf"} 40

        eval instant at 0 histogram_quantile(0.5, took_bucket)
          {} 0.3

        eval instant at 0 histogram_quantile(1, took_bucket)
          {} 1

        eval instant at 0 histogram_quantile(-1, took_bucket)
          expect warn
          {} -Inf

        eval instant at 0 histogram_fraction(0, 0.3, took_bucket)
          {} 0.5
        """);
  }

  @Test
  void classicQuantile_needsInfinity() {
    Scripts.pass(
        """
        load 1m
          took_bucket{le="0.1"} 10
          took_bucket{le="0.5"} 30

        eval instant at 0 histogram_quantile(0.5, took_bucket)
          {} NaN
        """);
  }

  @Test
  void fallingBuckets_areRaisedAndTold() {
    Scripts.pass(
        """
        load 1m
          took_bucket{le="0.1"} 10
          took_bucket{le="0.5"} 6
          took_bucket{le="+Inf"} 20

        eval instant at 0 histogram_quantile(0.5, took_bucket)
          expect info
          {} 0.1
        """);
  }

  @Test
  void bucketsWithoutABound_areToldAndLeftOut() {
    Scripts.pass(
        """
        load 1m
          took_bucket{le="fast"} 10

        eval instant at 0 histogram_quantile(0.5, took_bucket)
          expect warn msg: PromQL warning: bucket label "le" is missing or has a malformed value of "fast" (1:25)
        """);
  }

  @Test
  void nativeHistogram_givesItsFigures() {
    Scripts.pass(
        """
        load 1m
          took {{schema:0 count:4 sum:10 buckets:[1 2 1]}}

        eval instant at 0 histogram_count(took)
          {} 4

        eval instant at 0 histogram_sum(took)
          {} 10

        eval instant at 0 histogram_avg(took)
          {} 2.5

        eval instant at 0 histogram_quantile(0.5, took)
          {} 1.4142135623730951

        eval instant at 0 histogram_fraction(1, 2, took)
          {} 0.5
        """);
  }

  @Test
  void nativeHistograms_areAddedAndScaled() {
    Scripts.pass(
        """
        load 1m
          took{a="1"} {{schema:0 count:4 sum:10 buckets:[1 2 1]}}
          took{a="2"} {{schema:0 count:2 sum:3 buckets:[1 1]}}

        eval instant at 0 sum(took)
          {} {{schema:0 count:6 sum:13 buckets:[2 3 1]}}

        eval instant at 0 avg(took)
          {} {{schema:0 count:3 sum:6.5 buckets:[1 1.5 0.5]}}

        eval instant at 0 took{a="1"} * 2
          {a="1"} {{schema:0 count:8 sum:20 buckets:[2 4 2]}}

        eval instant at 0 took{a="1"} - ignoring(a) took{a="2"}
          {} {{schema:0 count:2 sum:7 counter_reset_hint:gauge buckets:[0 1 1]}}

        eval instant at 0 took > 1
          expect info
        """);
  }

  @Test
  void nativeHistograms_ofDifferentResolutionMeetAtTheCoarser() {
    Scripts.pass(
        """
        load 1m
          took{a="1"} {{schema:1 count:4 sum:10 buckets:[1 1 1 1]}}
          took{a="2"} {{schema:0 count:2 sum:3 buckets:[1 1]}}

        eval instant at 0 sum(took)
          {} {{schema:0 count:6 sum:13 buckets:[2 3 1]}}
        """);
  }

  @Test
  void nativeRate_growsBucketByBucket() {
    Scripts.pass(
        """
        load 1m
          took {{schema:0 count:4 sum:10 buckets:[1 2 1]}}+{{schema:0 count:6 sum:12 buckets:[2 2 2]}}x10

        eval instant at 10m rate(took[5m])
          {} {{schema:0 count:0.1 sum:0.2 counter_reset_hint:gauge buckets:[0.03333333333333333 0.03333333333333333 0.03333333333333333]}}
        """);
  }

  @Test
  void numbersAndHistograms_doNotMix() {
    Scripts.pass(
        """
        load 1m
          took{a="1"} {{schema:0 count:4 sum:10 buckets:[1 2 1]}}
          took{a="2"} 5

        eval instant at 0 sum(took)
          expect warn msg: PromQL warning: encountered a mix of histograms and floats for aggregation (1:5)

        eval instant at 0 max(took)
          expect info msg: PromQL info: ignored histogram in max aggregation (1:5)
          {} 5
        """);
  }

  @Test
  void trimming_cutsAtAValue() {
    Scripts.pass(
        """
        load 1m
          took {{schema:0 count:4 sum:10 buckets:[1 2 1]}}

        eval instant at 0 histogram_count(took </ 2)
          {} 3

        eval instant at 0 histogram_count(took >/ 2)
          {} 1
        """);
  }

  @Test
  void givenBounds_thatDifferAreReconciledAndTold() {
    Scripts.pass(
        """
        load 1m
          took{a="1"} {{schema:-53 count:4 sum:10 custom_values:[1 2] buckets:[1 2 1]}}
          took{a="2"} {{schema:-53 count:3 sum:5 custom_values:[2 4] buckets:[1 1 1]}}

        eval instant at 0 sum(took)
          expect info msg: PromQL info: mismatched custom buckets were reconciled during aggregation (1:5)
          {} {{schema:-53 count:7 sum:15 custom_values:[2] buckets:[4 3]}}
        """);
  }

  @Test
  void contradictingResets_areTold() {
    Scripts.pass(
        """
        load 1m
          took{a="1"} {{count:4 sum:10 buckets:[1 2 1]}} {{count:2 sum:5 buckets:[1 1]}}
          took{a="2"} {{count:2 sum:5 buckets:[1 1]}} {{count:4 sum:10 buckets:[1 2 1]}}

        eval instant at 1m histogram_count(sum(took))
          expect warn msg: PromQL warning: conflicting counter resets during histogram aggregation (1:21)
          {} 6
        """);
  }
}
