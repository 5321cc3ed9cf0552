package io.choicesherpa.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.promql.generator.ExpressionGenerator;
import io.choicesherpa.promql.model.ValueType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrinterTest {

  private final PromqlParser parser = new PromqlParser(ParserOptions.withExperimental());

  @ParameterizedTest
  @MethodSource("io.choicesherpa.promql.parser.Corpus#expressions")
  void printed_readsAsTheSameExpression(String text) {
    assertRoundTrip(text);
  }

  @Test
  void printed_readsAsTheSameExpression_whateverItIs() {
    ExpressionGenerator generator =
        new ExpressionGenerator(
            7, List.of("a", "b:c", "sum"), List.of("x", "by"), List.of("1", "y\\n"), Set.of());
    for (int i = 0; i < 3000; i++) {
      assertRoundTrip(generator.expression(ValueType.VECTOR, 5));
    }
  }

  private void assertRoundTrip(String text) {
    Expression expression = parser.parse(text);
    String printed = Printer.print(expression);
    assertThat(Shape.withoutPositions(parser.parse(printed)))
        .as(text + " -> " + printed)
        .isEqualTo(Shape.withoutPositions(expression));
    assertThat(Printer.print(parser.parse(printed))).isEqualTo(printed);
    assertThat(Shape.withoutPositions(parser.parse(Printer.pretty(expression))))
        .isEqualTo(Shape.withoutPositions(expression));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SUM(a)BY(b,c)| sum by (b, c) (a)",
        "a+on(x)group_left(y)b| a + on (x) group_left (y) b",
        "a{x=\"1\",y!~'2'}[90s]offset 1d@3| a{x=\"1\",y!~\"2\"}[1m30s] @ 3.000 offset 1d",
        "{\"a.b\",\"c d\"=`e`}| {__name__=\"a.b\",\"c d\"=\"e\"}",
        "{__name__=\"on\"}| {__name__=\"on\"}",
        "rate(a[5m])[1h:]| rate(a[5m])[1h:]",
        "a[step()*2]| a[(step() * 2)]",
        "a==bool 1e3| a == bool 1000",
        "-a| -a",
        "a[7d]| a[1w]",
        "topk(3,a)without(b)| topk without (b) (3, a)",
        "a offset -0.5| a offset -500ms",
        "\"\\x00\\\"\"| \"\\x00\\\"\"",
        "1e100 + 0x10| 1e100 + 16",
      })
  void printed_isCanonical(String text, String printed) {
    assertThat(Printer.print(parser.parse(text))).isEqualTo(printed);
  }

  @Test
  void pretty_breaksWhatIsTooLong() {
    String text =
        "sum by (service) (rate(http_server_request_duration_seconds_count{status=~\"5..\"}[5m])) /"
            + " sum by (service) (rate(http_server_request_duration_seconds_count[5m])) > 0.05";
    assertThat(Printer.pretty(parser.parse(text)))
        .isEqualTo(
            """
                sum by (service) (rate(http_server_request_duration_seconds_count{status=~"5.."}[5m]))
              /
                sum by (service) (rate(http_server_request_duration_seconds_count[5m]))
            >
              0.05\
            """);
  }

  @Test
  void pretty_leavesWhatIsShort() {
    assertThat(Printer.pretty(parser.parse("sum( a )"))).isEqualTo("sum(a)");
  }
}
