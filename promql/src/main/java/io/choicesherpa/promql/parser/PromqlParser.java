package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.parser.Expression.VectorSelector;
import java.util.List;

/**
 * Reads PromQL as Prometheus 3 does, types checked. Immutable and thread-safe.
 *
 * <pre>{@code
 * Expression e = new PromqlParser(ParserOptions.stable()).parse("sum(rate(hits_total[5m]))");
 * }</pre>
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">Querying</a>
 */
public final class PromqlParser {

  private final ParserOptions options;

  /** A parser with these options. */
  public PromqlParser(ParserOptions options) {
    this.options = options;
  }

  /**
   * The expression that {@code text} is.
   *
   * @throws ParseException when it is none
   */
  public Expression parse(String text) {
    if (text.length() > options.maxChars()) {
      throw new ParseException(
          List.of(
              ParseProblem.of(
                  "expression longer than " + options.maxChars() + " characters: " + text.length(),
                  new PositionRange(0, 0),
                  "")));
    }
    return new ExpressionGrammar(new Tokens(text, options.experimental()), options).whole();
  }

  /**
   * The matchers of a selector alone, without modifiers, as the {@code match[]} parameters of the
   * HTTP API give it.
   *
   * @throws ParseException when {@code text} is not a selector
   */
  public List<LabelMatcher> parseSelector(String text) {
    Expression expression = parse(text);
    if (expression instanceof VectorSelector selector
        && selector.at() == null
        && selector.offsetMillis() == 0
        && selector.edges() == Expression.Edges.PLAIN) {
      return selector.matchers();
    }
    throw new ParseException(
        List.of(
            ParseProblem.of("expected a selector without modifiers", expression.position(), text)));
  }

  /**
   * The labels of one series, as the series notation gives them: {@code name{label="value"}}.
   *
   * @throws ParseException when {@code text} is anything else
   */
  public Labels parseSeries(String text) {
    return new SeriesGrammar(new Tokens(text, options.experimental())).whole();
  }
}
