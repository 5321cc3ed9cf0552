package io.choicesherpa.console.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConditionTest {

  @Test
  void comparisonWithANumber_isTakenApart() {
    assertThat(Condition.of("sum(rate(a[5m])) / sum(rate(b[5m])) > 5 / 100").toString())
        .contains("expression=sum(rate(a[5m])) / sum(rate(b[5m]))", "operator=GREATER")
        .contains("threshold=0.05");
  }

  @Test
  void numberOnTheLeft_isTurnedRound() {
    assertThat(Condition.of("-2 >= up").toString())
        .contains("expression=up", "operator=LESS_OR_EQUAL", "threshold=-2.0");
  }

  @Test
  void joinedComparisons_areAllThere() {
    assertThat(Condition.of("(a > 1 and b < 2) or (c == 3 unless d)"))
        .extracting(Condition::expression)
        .containsExactly("a", "b", "c");
  }

  @Test
  void expressionWithoutANumber_hasNone() {
    assertThat(Condition.of("a > b")).isEmpty();
    assertThat(Condition.of("absent(up)")).isEmpty();
    assertThat(Condition.of("1 > bool 2")).isEmpty();
  }
}
