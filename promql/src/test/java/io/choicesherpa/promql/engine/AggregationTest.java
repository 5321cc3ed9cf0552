package io.choicesherpa.promql.engine;

import org.junit.jupiter.api.Test;

class AggregationTest {

  private static final String HITS =
      """
      load 1m
        hits{code="200", path="/a"} 10 11
        hits{code="500", path="/a"} 2 NaN
        hits{code="200", path="/b"} 20 _

      """;

  @Test
  void groups_areByLabelsOrWithoutThem() {
    Scripts.pass(
        HITS
            + """
            eval instant at 0 sum by (path) (hits)
              {path="/a"} 12
              {path="/b"} 20

            eval instant at 0 sum without (path) (hits)
              {code="200"} 30
              {code="500"} 2

            eval instant at 0 avg(hits)
              {} 10.666666666666666

            eval instant at 0 count by (none) (hits)
              {} 3

            eval instant at 0 group by (code) (hits)
              {code="200"} 1
              {code="500"} 1
            """);
  }

  @Test
  void extremes_preferNumbersToNan() {
    Scripts.pass(
        HITS
            + """
            eval instant at 1m max by (path) (hits)
              {path="/a"} 11
              {path="/b"} 20

            eval instant at 1m min(hits{code="500"})
              {} NaN
            """);
  }

  @Test
  void spread_isOfThePopulation() {
    Scripts.pass(
        HITS
            + """
            eval instant at 0 stdvar(hits)
              {} 54.22222222222222

            eval instant at 0 stddev(hits)
              {} 7.363574011458174

            eval instant at 0 quantile(0.75, hits)
              {} 15
            """);
  }

  @Test
  void topk_isOrderedWithNanLast() {
    Scripts.pass(
        HITS
            + """
            eval instant at 1m topk(2, hits)
              expect ordered
              hits{code="200", path="/b"} 20
              hits{code="200", path="/a"} 11

            eval instant at 1m bottomk(5, hits)
              expect ordered
              hits{code="200", path="/a"} 11
              hits{code="200", path="/b"} 20
              hits{code="500", path="/a"} NaN

            eval instant at 1m topk by (path) (1, hits)
              hits{code="200", path="/a"} 11
              hits{code="200", path="/b"} 20

            eval instant at 1m topk(0, hits)

            eval instant at 1m topk(NaN, hits)
              expect fail msg: Parameter value is NaN
            """);
  }

  @Test
  void topk_choosesAnewAtEachStep() {
    Scripts.pass(
        """
        load 1m
          x{a="1"} 1 5 1
          x{a="2"} 2 2 2

        eval range from 0 to 2m step 1m topk(1, x)
          x{a="1"} _ 5 _
          x{a="2"} 2 _ 2

        eval range from 0 to 2m step 1m topk(scalar(x{a="1"}), x)
          x{a="1"} _ 5 _
          x{a="2"} 2 2 2
        """);
  }

  @Test
  void countValues_printsNumbersAsGoDoes() {
    Scripts.pass(
        """
        load 1m
          x{a="1"} 1e21
          x{a="2"} 0.1
          x{a="3"} 0.1
          x{a="4"} -Inf

        eval instant at 0 count_values("v", x)
          {v="1000000000000000000000"} 1
          {v="0.1"} 2
          {v="-Inf"} 1
        """);
  }

  @Test
  void limit_takesSomeSeries() {
    Scripts.pass(
        """
        load 1m
          x{a="1"} 1
          x{a="2"} 1
          x{a="3"} 1

        eval instant at 0 count(limitk(2, x))
          {} 2

        eval instant at 0 count(limit_ratio(0.4, x) or limit_ratio(-0.6, x))
          {} 3
        """);
  }
}
