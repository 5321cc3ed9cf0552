package io.choicesherpa.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParseErrorTest {

  private final PromqlParser parser = new PromqlParser(ParserOptions.stable());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "~~ | 1:1: parse error: no expression found in input",
        "# only a comment | 1:17: parse error: no expression found in input",
        "a +| 1:4: parse error: unexpected end of input in expression, expected number, string,"
            + " selector, function or \"(\"",
        "a b| 1:3: parse error: unexpected name b in expression, expected operator or end of input",
        "(a| 1:1: parse error: unclosed left parenthesis",
        "a)| 1:2: parse error: unexpected right parenthesis",
        "a{| 1:2: parse error: unclosed left brace",
        "a{b}| 1:4: parse error: unexpected \"}\" in label matching, expected one of = != =~ !~",
        "a{b=1}| 1:5: parse error: unexpected character: '1'",
        "a{b=c}| 1:5: parse error: unexpected name c in label matching, expected \"string\"",
        "a{b=\"c\" d=\"e\"}| 1:9: parse error: unexpected name d in label matching, expected \",\""
            + " or \"}\"",
        "a{b=~\"(\"}| 1:6: parse error: not a regular expression: missing closing )",
        "a{__name__=\"b\"}| 1:3: parse error: metric name must not be set twice: a and b",
        "{}| 1:1: parse error: vector selector must contain at least one non-empty matcher",
        "{a=~\".*\"}| 1:1: parse error: vector selector must contain at least one non-empty"
            + " matcher",
        "a[5m| 1:2: parse error: unclosed left bracket",
        "a[]| 1:3: parse error: unexpected \"]\" in subquery or range selector, expected number,"
            + " duration, step() or range()",
        "a[5x]| 1:3: parse error: bad number or duration: 5x",
        "a[0]| 1:3: parse error: duration must be greater than 0",
        "a[-1m]| 1:3: parse error: duration must be greater than 0",
        "a[1m/0]| 1:5: parse error: division by zero",
        "a[400y]| 1:3: parse error: duration out of range: \"400y\"",
        "a[1e10]| 1:3: parse error: duration out of range",
        "a[1h30s5m]| 1:3: parse error: not a duration: \"1h30s5m\"",
        "(a)[5m]| 1:4: parse error: ranges only allowed for vector selectors",
        "a offset 1m [5m]| 1:13: parse error: no offset modifiers allowed before range",
        "a @ 1 [5m]| 1:7: parse error: no @ modifiers allowed before range",
        "a offset 1m offset 2m| 1:1: parse error: offset may not be set multiple times",
        "a @ 1 @ 2| 1:1: parse error: @ may not be set multiple times",
        "a @ b| 1:5: parse error: unexpected name b in @, expected timestamp, start() or end()",
        "a @ Inf| 1:5: parse error: timestamp out of bounds for @: Inf",
        "1 offset 1m| 1:1: parse error: offset must be preceded by a selector or a subquery",
        "a[1m][1h:1m]| 1:1: parse error: subquery is only allowed on an instant vector, got range"
            + " vector",
        "a[1m:1m] smoothed| 1:1: parse error: smoothed must be preceded by a selector",
        "a anchored smoothed| 1:1: parse error: anchored and smoothed cannot be used together",
        "1 == 1| 1:3: parse error: comparisons between scalars must use bool",
        "a + bool b| 1:3: parse error: bool can only be used on comparisons",
        "1 and 2| 1:1: parse error: set operator and is not allowed on scalars",
        "a and 2| 1:1: parse error: set operator and is not allowed on scalars",
        "a[1m] + 1| 1:1: parse error: binary expression must contain only scalars and instant"
            + " vectors, got range vector",
        "'a' + 1| 1:1: parse error: binary expression must contain only scalars and instant"
            + " vectors, got string",
        "a + on(b) 1| 1:1: parse error: vector matching is only allowed between instant vectors",
        "a or on(b) group_left c| 1:1: parse error: no grouping allowed for set operator or",
        "a * on(b) group_left(b) c| 1:3: parse error: label b must not occur in on and group at"
            + " once",
        "a * group_left(b) c| 1:5: parse error: unexpected name group_left in expression, expected"
            + " number, string, selector, function or \"(\"",
        "-\"a\"| 1:1: parse error: a sign is only allowed before a scalar or an instant vector, got"
            + " string",
        "-a[1m]| 1:1: parse error: a sign is only allowed before a scalar or an instant vector, got"
            + " range vector",
        "sum()| 1:1: parse error: wrong number of arguments for sum: expected 1, got 0",
        "topk(a)| 1:1: parse error: wrong number of arguments for topk: expected 2, got 1",
        "topk('x', a)| 1:6: parse error: expected type scalar in aggregation parameter, got string",
        "count_values(1, a)| 1:14: parse error: expected type string in aggregation parameter, got"
            + " scalar",
        "sum(1)| 1:5: parse error: expected type instant vector in aggregation, got scalar",
        "sum(a,)| 1:6: parse error: no comma allowed after the last argument",
        "sum by (1) (a)| 1:9: parse error: unexpected number 1 in by, expected label name",
        "sum by (a) (b) by (c)| 1:16: parse error: unexpected name by in expression, expected"
            + " operator or end of input",
        "sum by (\"\") (a)| 1:9: parse error: invalid label name for grouping: \"\"",
        "nothing(a)| 1:1: parse error: unknown function nothing",
        "Rate(a[1m])| 1:1: parse error: unknown function Rate",
        "rate(a)| 1:6: parse error: expected type range vector in call to rate, got instant vector",
        "rate()| 1:1: parse error: expected 1 argument(s) in call to rate, got 0",
        "round(a, 1, 2)| 1:1: parse error: expected 1 to 2 argument(s) in call to round, got 3",
        "label_join(a)| 1:1: parse error: expected 3 or more argument(s) in call to label_join, got"
            + " 1",
        "label_join(a, 'b', ',', 1)| 1:25: parse error: expected type string in call to label_join,"
            + " got scalar",
        "mad_over_time(a[1m])| 1:1: parse error: function mad_over_time is experimental and not"
            + " enabled",
        "limitk(1, a)| 1:1: parse error: limitk is experimental and not enabled",
        "a + fill(1) b| 1:5: parse error: fill is experimental and not enabled",
        "a.b| 1:2: parse error: unexpected character: '.'",
        "\"abc| 1:1: parse error: unterminated string",
        "\"\\q\"| 1:1: parse error: unknown escape \\q in string \"\\q\"",
        "\"\\ud800\"| 1:1: parse error: escape is not a Unicode character: d800 in string"
            + " \"\\ud800\"",
        "1e999| 1:1: parse error: number out of range: 1e999",
        "0x| 1:1: parse error: not a number: 0x",
        "1__0| 1:1: parse error: bad number or duration: 1__0",
        "a =~ b| 1:3: parse error: unexpected \"=\" in expression, expected operator or end of"
            + " input",
        "a ! b| 1:3: parse error: unexpected character: '!'",
        "🐢| 1:1: parse error: unexpected character: '🐢'",
        "on| 1:1: parse error: unexpected name on in expression, expected number, string, selector,"
            + " function or \"(\"",
      })
  void fault_isNamedWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> parser.parse(text))
        .isInstanceOf(ParseException.class)
        .hasMessage(message);
  }

  @Test
  void fault_onALaterLine_isCountedFromThatLine() {
    assertThatThrownBy(() -> parser.parse("sum(\n  a,\n  b)\n"))
        .hasMessage("1:1: parse error: wrong number of arguments for sum: expected 1, got 2");
    assertThatThrownBy(() -> parser.parse("a\n  + b\n  + 'c'"))
        .hasMessageStartingWith("3:5: parse error: ");
  }

  @Test
  void faultsOfTypes_areAllFound() {
    assertThatThrownBy(() -> parser.parse("rate(a) + sum(1) + nothing()"))
        .asInstanceOf(InstanceOfAssertFactories.type(ParseException.class))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .extracting(ParseProblem::column)
                    .containsExactly(6, 15, 20));
  }

  @Test
  void nesting_pastTheLimit_isRefusedWithoutStackOverflow() {
    String deep = "(".repeat(40_000) + "a" + ")".repeat(40_000);
    assertThatThrownBy(() -> parser.parse(deep))
        .hasMessageEndingWith("expression nested deeper than 500 levels");
    assertThatThrownBy(() -> parser.parse("-".repeat(90_000) + "a"))
        .hasMessageEndingWith("expression nested deeper than 500 levels");
    assertThatThrownBy(() -> parser.parse("a" + "+a".repeat(40_000)))
        .hasMessageEndingWith("expression nested deeper than 500 levels");
    assertThatThrownBy(() -> parser.parse("a" + "[1m:]".repeat(10_000)))
        .hasMessageEndingWith("expression nested deeper than 500 levels");
    assertThatThrownBy(() -> parser.parse("a[" + "(".repeat(90_000)))
        .isInstanceOf(ParseException.class);
    assertThatThrownBy(() -> parser.parse("a[step()" + "+step()".repeat(10_000) + "]"))
        .hasMessageEndingWith("expression nested deeper than 500 levels");
  }

  @Test
  void chain_belowTheLimit_isTaken() {
    assertThat(parser.parse("a" + " + a".repeat(490))).isNotNull();
  }

  @Test
  void length_pastTheLimit_isRefused() {
    assertThatThrownBy(() -> parser.parse("a".repeat(100_001)))
        .hasMessage("1:1: parse error: expression longer than 100000 characters: 100001");
  }

  @Test
  void limits_belowOne_areRefused() {
    assertThatThrownBy(() -> new ParserOptions(false, 0, 1)).hasMessage("maxChars < 1: 0");
    assertThatThrownBy(() -> new ParserOptions(false, 1, 0)).hasMessage("maxDepth < 1: 0");
  }
}
