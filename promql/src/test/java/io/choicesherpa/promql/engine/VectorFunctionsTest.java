package io.choicesherpa.promql.engine;

import org.junit.jupiter.api.Test;

class VectorFunctionsTest {

  @Test
  void mathFunctions_replaceEachValueAndDropTheName() {
    Scripts.pass(
        """
        load 1m
          x{a="1"} -2.5
          x{a="2"} 2.5

        eval instant at 0 abs(x)
          {a="1"} 2.5
          {a="2"} 2.5

        eval instant at 0 ceil(x)
          {a="1"} -2
          {a="2"} 3

        eval instant at 0 round(x)
          {a="1"} -2
          {a="2"} 3

        eval instant at 0 round(x, 2)
          {a="1"} -2
          {a="2"} 2

        eval instant at 0 clamp(x, -1, 1)
          {a="1"} -1
          {a="2"} 1

        eval instant at 0 clamp(x, 1, -1)

        eval instant at 0 sgn(x)
          {a="1"} -1
          {a="2"} 1

        eval instant at 0 log2(x)
          {a="1"} NaN
          {a="2"} 1.3219280948873624

        eval instant at 0 acosh(x)
          {a="1"} NaN
          {a="2"} 1.566799236972411
        """);
  }

  @Test
  void calendar_isUtc() {
    Scripts.pass(
        """
        eval instant at 0 year(vector(1709210096))
          {} 2024

        eval instant at 0 month(vector(1709210096))
          {} 2

        eval instant at 0 day_of_month(vector(1709210096))
          {} 29

        eval instant at 0 day_of_year(vector(1709210096))
          {} 60

        eval instant at 0 days_in_month(vector(1709210096))
          {} 29

        eval instant at 0 day_of_week(vector(1709210096))
          {} 4

        eval instant at 0 hour(vector(1709210096))
          {} 12

        eval instant at 0 minute(vector(1709210096))
          {} 34

        eval instant at 3h hour()
          {} 3

        eval instant at 0 year(vector(-1))
          {} 1969
        """);
  }

  @Test
  void labelReplace_expandsGroupsAsGoDoes() {
    Scripts.pass(
        """
        load 1m
          x{path="/api/v1"} 1
          x{path="other"} 2

        eval instant at 0 label_replace(x, "part", "${1}_$v-$$-$none", "path", "/(.*)/(?P<v>.*)")
          x{path="/api/v1", part="api_v1-$-"} 1
          x{path="other"} 2

        eval instant at 0 label_replace(x, "path", "", "path", "(?s:.*)")
          expect fail
        """);
  }

  @Test
  void labelJoin_putsValuesTogether() {
    Scripts.pass(
        """
        load 1m
          x{a="1", b="2"} 1

        eval instant at 0 label_join(x, "c", "-", "b", "none", "a")
          x{a="1", b="2", c="2--1"} 1
        """);
  }

  @Test
  void droppingTheName_mustNotMakeTwoSeriesOne() {
    Scripts.pass(
        """
        load 1m
          x{a="1"} 1
          y{a="1"} 2

        eval instant at 0 abs({a="1"})
          expect fail msg: vector cannot contain metrics with the same labelset
        """);
  }

  @Test
  void absent_namesWhatIsMissing() {
    Scripts.pass(
        """
        load 1m
          up{job="a"} 1

        eval instant at 0 absent(up{job="b", zone="x", pod=~"p.*"})
          {job="b", zone="x"} 1

        eval instant at 0 absent(up{job="a"})

        eval instant at 0 absent(sum(none))
          {} 1
        """);
  }

  @Test
  void sort_putsNanLast() {
    Scripts.pass(
        """
        load 1m
          x{a="1"} 3
          x{a="2"} NaN
          x{a="3"} 1

        eval instant at 0 sort(x)
          expect ordered
          x{a="3"} 1
          x{a="1"} 3
          x{a="2"} NaN

        eval instant at 0 sort_desc(x)
          expect ordered
          x{a="1"} 3
          x{a="3"} 1
          x{a="2"} NaN
        """);
  }

  @Test
  void sortByLabel_knowsNumbers() {
    Scripts.pass(
        """
        load 1m
          x{host="web-10"} 1
          x{host="web-9"} 2
          x{host="api-1"} 3

        eval instant at 0 sort_by_label(x, "host")
          expect ordered
          x{host="api-1"} 3
          x{host="web-9"} 2
          x{host="web-10"} 1
        """);
  }

  @Test
  void scalar_isNanUnlessThereIsOneSeries() {
    Scripts.pass(
        """
        load 1m
          x{a="1"} 3
          x{a="2"} 4

        eval instant at 0 scalar(x{a="1"})
          3

        eval instant at 0 scalar(x)
          NaN

        eval instant at 2m time() + pi() * 0
          120
        """);
  }

  @Test
  void info_addsLabelsOfTheSameTarget() {
    Scripts.pass(
        """
        load 1m
          hits{job="a", instance="1"} 5
          target_info{job="a", instance="1", version="2.1", region="eu"} 1
          target_info{job="a", instance="2", version="2.0"} 1

        eval instant at 0 info(hits)
          hits{job="a", instance="1", version="2.1", region="eu"} 5

        eval instant at 0 info(hits, {version=~".+"})
          hits{job="a", instance="1", version="2.1"} 5
        """);
  }
}
