package io.choicesherpa.promql.engine;

import org.junit.jupiter.api.Test;

class BinaryOperatorsTest {

  private static final String HITS =
      """
      load 1m
        hits{code="200", path="/a"} 10
        hits{code="500", path="/a"} 2
        hits{code="200", path="/b"} 20
        limit{path="/a", team="x"} 5
        limit{path="/b", team="y"} 40

      """;

  @Test
  void arithmetic_dropsTheName() {
    Scripts.pass(
        HITS
            + """
            eval instant at 0 2 * hits{path="/b"} - 1
              {code="200", path="/b"} 39

            eval instant at 0 -hits{path="/b"} % 7
              {code="200", path="/b"} -6

            eval instant at 0 1 ^ (0 / 0)
              1
            """);
  }

  @Test
  void comparison_filtersAndKeepsTheName() {
    Scripts.pass(
        HITS
            + """
            eval instant at 0 hits > 5
              hits{code="200", path="/a"} 10
              hits{code="200", path="/b"} 20

            eval instant at 0 15 < hits
              hits{code="200", path="/b"} 20

            eval instant at 0 hits > bool 5
              {code="200", path="/a"} 1
              {code="500", path="/a"} 0
              {code="200", path="/b"} 1
            """);
  }

  @Test
  void oneToOne_matchesOnTheSameLabels() {
    Scripts.pass(
        HITS
            + """
            eval instant at 0 hits{code="500"} / ignoring(code) hits{code="200"}
              {path="/a"} 0.2

            eval instant at 0 hits{code="500"} / on(path) hits{code="200"}
              {path="/a"} 0.2
            """);
  }

  @Test
  void groupLeft_takesLabelsFromTheOneSide() {
    Scripts.pass(
        HITS
            + """
            eval instant at 0 hits / on(path) group_left(team) limit
              {code="200", path="/a", team="x"} 2
              {code="500", path="/a", team="x"} 0.4
              {code="200", path="/b", team="y"} 0.5

            eval instant at 0 limit / on(path) group_right hits
              {code="200", path="/a"} 0.5
              {code="500", path="/a"} 2.5
              {code="200", path="/b"} 2
            """);
  }

  @Test
  void manySamplesForOne_areRefusedWithBothSeries() {
    Scripts.pass(
        HITS
            + """
            eval instant at 0 limit / on(path) hits
              expect fail msg: found duplicate series for the match group {path="/a"} on the right hand-side of the operation: [{__name__="hits", code="200", path="/a"}, {__name__="hits", code="500", path="/a"}];many-to-many matching not allowed: matching labels must be unique on one side

            eval instant at 0 hits / on(path) limit
              expect fail msg: multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)
            """);
  }

  @Test
  void duplicates_matterOnlyWhereTheyMeet() {
    Scripts.pass(
        """
        load 1m
          a{x="1"} 1 1 stale
          b{x="1", y="1"} 2 stale 2
          b{x="1", y="2"} _ 3 3

        eval range from 0 to 2m step 1m a + on(x) b
          {x="1"} 3 4 _
        """);
  }

  @Test
  void setOperators_lookAtWholeVectors() {
    Scripts.pass(
        HITS
            + """
            eval instant at 0 hits and on(path) limit{team="x"}
              hits{code="200", path="/a"} 10
              hits{code="500", path="/a"} 2

            eval instant at 0 hits unless on(path) limit{team="x"}
              hits{code="200", path="/b"} 20

            eval instant at 0 limit{team="x"} or on(path) hits
              limit{path="/a", team="x"} 5
              hits{code="200", path="/b"} 20

            eval range from 0 to 1m step 1m vector(1) unless none
              {} 1 1
            """);
  }

  @Test
  void fill_standsInForWhatIsMissing() {
    Scripts.pass(
        """
        load 1m
          a{x="1"} 1
          a{x="2"} 2
          b{x="2"} 20
          b{x="3"} 30

        eval instant at 0 a + fill_left(5) b
          {x="2"} 22
          {x="3"} 35

        eval instant at 0 a + fill(0) b
          {x="1"} 1
          {x="2"} 22
          {x="3"} 30
        """);
  }
}
