package io.choicesherpa.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.MatchType;
import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.model.ValueType;
import io.choicesherpa.promql.parser.Expression.Aggregation;
import io.choicesherpa.promql.parser.Expression.At;
import io.choicesherpa.promql.parser.Expression.Binary;
import io.choicesherpa.promql.parser.Expression.Call;
import io.choicesherpa.promql.parser.Expression.Edges;
import io.choicesherpa.promql.parser.Expression.MatrixSelector;
import io.choicesherpa.promql.parser.Expression.NumberLiteral;
import io.choicesherpa.promql.parser.Expression.StringLiteral;
import io.choicesherpa.promql.parser.Expression.Subquery;
import io.choicesherpa.promql.parser.Expression.Unary;
import io.choicesherpa.promql.parser.Expression.VectorSelector;
import io.choicesherpa.promql.parser.VectorMatching.Cardinality;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlParserTest {

  private final PromqlParser parser = new PromqlParser(ParserOptions.withExperimental());

  private <T extends Expression> T parse(String text, Class<T> type) {
    return type.cast(parser.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "+1, 1",
    "-.5, -0.5",
    "2., 2",
    "1_000_000, 1000000",
    "0x1F, 31",
    "0X_1f, 31",
    "017, 15",
    "08, 8",
    "1e3, 1000",
    "1.5E-2, 0.015",
    "Inf, Infinity",
    "-inF, -Infinity",
    "nAn, NaN",
    "5m, 300",
    "1h30m, 5400",
    "1y1w1d1h1m1s1ms, 32230861.001",
    "9223372036854775808, 9223372036854775808",
  })
  void numbers_areReadAsPrometheusReadsThem(String text, double value) {
    double read = parse(text, NumberLiteral.class).value();
    if (Double.isNaN(value)) {
      assertThat(read).isNaN();
    } else {
      assertThat(read).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "\"a b\"| a b",
        "'it\\'s'| it's",
        "`raw \\n`| raw \\n",
        "\"\\x41\\102\\u0043\\U00000044\"| ABCD",
        "\"\\xc3\\xa9\"| é",
        "\"tab\\there\"| tab\there",
        "\"# no comment\"| # no comment",
      })
  void strings_knowTheEscapesOfGo(String text, String value) {
    assertThat(parse(text, StringLiteral.class).value()).isEqualTo(value);
  }

  @Test
  void string_withBytesThatAreNotUtf8_keepsThemApart() {
    assertThat(parse("\"a\\xffb\"", StringLiteral.class).value()).isEqualTo("a\udcffb");
  }

  @Test
  void selector_takesAllMatchers() {
    VectorSelector selector =
        parse("a:b{c=\"1\", d!='2', e=~`3.*`, \"f.g\"!~\"4\",}", VectorSelector.class);
    assertThat(selector.matchers())
        .containsExactly(
            new LabelMatcher(MatchType.EQUAL, "__name__", "a:b"),
            new LabelMatcher(MatchType.EQUAL, "c", "1"),
            new LabelMatcher(MatchType.NOT_EQUAL, "d", "2"),
            new LabelMatcher(MatchType.REGEX, "e", "3.*"),
            new LabelMatcher(MatchType.NOT_REGEX, "f.g", "4"));
  }

  @Test
  void selector_takesAQuotedMetricName() {
    assertThat(parse("{\"http.requests\", code=\"200\"}", VectorSelector.class).matchers())
        .containsExactly(
            new LabelMatcher(MatchType.EQUAL, "__name__", "http.requests"),
            new LabelMatcher(MatchType.EQUAL, "code", "200"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum",
        "by",
        "without",
        "offset",
        "and",
        "or",
        "unless",
        "start",
        "end",
        "step",
        "range",
        "topk",
        "count_values",
        "anchored",
        "fill",
        "fill_left",
        "limitk",
        "max_of",
        "rate"
      })
  void keyword_isAMetricNameWhereItCanBe(String word) {
    assertThat(Usage.of(parser.parse(word)).metricNames()).containsExactly(word);
    assertThat(Usage.of(parser.parse(word + "{a=\"b\"}")).metricNames()).containsExactly(word);
  }

  @Test
  void keyword_isALabelNameWhereItCanBe() {
    Aggregation aggregation =
        parse("sum by (on, bool, by, offset, group_left, start) (a)", Aggregation.class);
    assertThat(aggregation.grouping())
        .containsExactly("on", "bool", "by", "offset", "group_left", "start");
    assertThat(Usage.of(parser.parse("a{by=\"1\",inf=\"2\"}")).labelNames())
        .containsExactly("by", "inf");
  }

  @Test
  void offsetAndAt_comeInEitherOrder() {
    VectorSelector one = parse("a offset -1h30m @ 1.5", VectorSelector.class);
    VectorSelector other = parse("a @ 1.5 offset -1h30m", VectorSelector.class);
    assertThat(one.offsetMillis()).isEqualTo(-5_400_000).isEqualTo(other.offsetMillis());
    assertThat(one.at()).isEqualTo(new At.Time(1500)).isEqualTo(other.at());
  }

  @Test
  void at_takesStartAndEnd() {
    assertThat(parse("a @ start()", VectorSelector.class).at()).isEqualTo(new At.Start());
    assertThat(parse("a[1m] @ end()", MatrixSelector.class).selector().at())
        .isEqualTo(new At.End());
    assertThat(parse("a[1m:] @ -7", Subquery.class).at()).isEqualTo(new At.Time(-7000));
  }

  @ParameterizedTest
  @CsvSource({
    "a[5m], 300000",
    "a[300], 300000",
    "a[1.5e2], 150000",
    "a[ 1h30m ], 5400000",
    "a[0.3], 300",
    "a[2m*(10+5)], 1800000",
    "a[1h/2], 1800000",
    "a[-5m+35m], 1800000",
    "a[2^3^0], 2000",
    "'a[max_of(1m, 2m)]', 120000",
  })
  void range_takesDurationsNumbersAndArithmetic(String text, long millis) {
    assertThat(parse(text, MatrixSelector.class).rangeMillis()).isEqualTo(millis);
  }

  @Test
  void range_thatDependsOnTheQuery_isResolvedLater() {
    MatrixSelector matrix = parse("a[step() * 2] offset -range()", MatrixSelector.class);
    MatrixSelector resolved =
        (MatrixSelector) DurationExpressions.resolve(matrix, 15_000, 3_600_000);
    assertThat(resolved.rangeMillis()).isEqualTo(30_000);
    assertThat(resolved.selector().offsetMillis()).isEqualTo(-3_600_000);
    assertThat(resolved.rangeExpression()).isNull();
  }

  @Test
  void offset_takesArithmeticInParenthesesOnly() {
    assertThat(parse("a offset (1m + 1m)", VectorSelector.class).offsetMillis()).isEqualTo(120_000);
    assertThat(parse("a offset 1m + 2", Binary.class).operator()).isEqualTo(BinaryOperator.ADD);
  }

  @Test
  void subquery_mayLeaveOutItsStep() {
    Subquery subquery = parse("rate(a[1m])[10m:] offset 1m", Subquery.class);
    assertThat(subquery.rangeMillis()).isEqualTo(600_000);
    assertThat(subquery.stepMillis()).isZero();
    assertThat(subquery.offsetMillis()).isEqualTo(60_000);
    assertThat(parse("a[10m:15s]", Subquery.class).stepMillis()).isEqualTo(15_000);
  }

  @Test
  void edges_belongToTheSelector() {
    assertThat(parse("a[1m] smoothed", MatrixSelector.class).selector().edges())
        .isEqualTo(Edges.SMOOTHED);
    assertThat(parse("a anchored", VectorSelector.class).edges()).isEqualTo(Edges.ANCHORED);
  }

  @ParameterizedTest
  @CsvSource({
    "a or b and c, a or (b and c)",
    "a and b unless c, (a and b) unless c",
    "a == b + c, a == (b + c)",
    "a + b * c, a + (b * c)",
    "a - b - c, (a - b) - c",
    "a ^ b ^ c, a ^ (b ^ c)",
    "-a ^ b, -(a ^ b)",
    "-a * b, (-a) * b",
    "a ^ -b * c, (a ^ (-b)) * c",
    "a atan2 b / c, (a atan2 b) / c",
    "a AND b Or c, (a and b) or c",
    "a </ 1 + 2, a </ (1 + 2)",
  })
  void operators_bindAsTightAsInPrometheus(String text, String withParentheses) {
    assertThat(Shape.of(parser.parse(text))).isEqualTo(Shape.of(parser.parse(withParentheses)));
  }

  @Test
  void matching_takesAllItsModifiers() {
    Binary binary =
        parse("a >= bool on(x, y) group_left(z,) fill_right(-1) fill_left(2) b", Binary.class);
    assertThat(binary.returnBool()).isTrue();
    assertThat(binary.matching())
        .isEqualTo(
            new VectorMatching(
                Cardinality.MANY_TO_ONE, List.of("x", "y"), true, List.of("z"), 2.0, -1.0));
  }

  @Test
  void setOperator_isManyToMany() {
    VectorMatching matching = parse("a and ignoring(x) b", Binary.class).matching();
    assertThat(matching)
        .isEqualTo(new VectorMatching(Cardinality.MANY_TO_MANY, List.of("x"), false, List.of()));
    assertThat(parse("a + 1", Binary.class).matching()).isNull();
  }

  @Test
  void aggregation_takesItsLabelsBeforeOrAfter() {
    assertThat(Shape.of(parser.parse("sum by (a, b,) (x)")))
        .isEqualTo(Shape.of(parser.parse("SUM(x) BY (a, b)")));
    Aggregation aggregation = parse("topk without (a) (3, x)", Aggregation.class);
    assertThat(aggregation.without()).isTrue();
    assertThat(aggregation.parameter()).isInstanceOf(NumberLiteral.class);
    assertThat(parse("sum by () (x)", Aggregation.class).grouping()).isEmpty();
  }

  @Test
  void labelsInQuotes_areTakenInLists() {
    assertThat(parse("sum by (\"a.b\", c) (x)", Aggregation.class).grouping())
        .containsExactly("a.b", "c");
  }

  @Test
  void call_knowsItsSignature() {
    Call call = parse("label_join(a, 'x', ',', 'y', 'z')", Call.class);
    assertThat(call.function().name()).isEqualTo("label_join");
    assertThat(call.arguments()).hasSize(5);
    assertThat(parse("hour()", Call.class).arguments()).isEmpty();
    assertThat(parse("scalar(a)", Call.class).type()).isEqualTo(ValueType.SCALAR);
  }

  @Test
  void info_takesMatchersOnlyAndAlsoEmptyOnes() {
    assertThat(parse("info(a, {b=~\".*\"})", Call.class).arguments()).hasSize(2);
  }

  @Test
  void comments_endWithTheirLine() {
    assertThat(parse("# first\na # second\n + # third\n 1", Binary.class).operator())
        .isEqualTo(BinaryOperator.ADD);
  }

  @Test
  void sign_foldsIntoNumbersAndNothingElse() {
    assertThat(parse("--1", NumberLiteral.class).value()).isCloseTo(1, within(0.0));
    assertThat(parse("-(1)", Unary.class).negative()).isTrue();
    assertThat(parse("+a", Unary.class).negative()).isFalse();
  }

  @Test
  void positions_coverWhatBelongsToANode() {
    Binary binary = parse(" rate(a[1m])  == sum(b) by (c) ", Binary.class);
    assertThat(binary.left().position()).isEqualTo(new PositionRange(1, 12));
    assertThat(binary.right().position()).isEqualTo(new PositionRange(17, 30));
    assertThat(parse("a offset 5m", VectorSelector.class).position())
        .isEqualTo(new PositionRange(0, 11));
    assertThat(parse("a[5m] @ 3", MatrixSelector.class).position())
        .isEqualTo(new PositionRange(0, 9));
  }

  @Test
  void namesWithDotsAndLettersOfAnyScript_needTheExperimentalOption() {
    assertThat(Usage.of(parser.parse("http.requests{größe=\"1\"}")).metricNames())
        .containsExactly("http.requests");
    assertThat(Usage.of(parser.parse("sum by (a.b) (x)")).labelNames()).containsExactly("a.b");
  }

  @Test
  void parseSelector_takesNothingElse() {
    assertThat(parser.parseSelector("a{b=\"c\"}")).hasSize(2);
    assertThatThrownBy(() -> parser.parseSelector("a offset 1m"))
        .isInstanceOf(ParseException.class)
        .hasMessage("1:1: parse error: expected a selector without modifiers");
  }
}
