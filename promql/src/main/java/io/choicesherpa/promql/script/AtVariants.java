package io.choicesherpa.promql.script;

import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.Expression.At;
import io.choicesherpa.promql.parser.Expression.Call;
import io.choicesherpa.promql.parser.Expression.MatrixSelector;
import io.choicesherpa.promql.parser.Expression.Subquery;
import io.choicesherpa.promql.parser.Expression.VectorSelector;
import io.choicesherpa.promql.parser.Expressions;
import io.choicesherpa.promql.parser.ParseException;
import io.choicesherpa.promql.parser.ParserOptions;
import io.choicesherpa.promql.parser.Printer;
import io.choicesherpa.promql.parser.PromqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * An instant query tied to its time: with {@code @} on each selector it must give the same whenever
 * it is evaluated. Not so where a function looks at the time itself.
 */
final class AtVariants {

  /** Functions that look at the time of the evaluation or of their samples. */
  private static final Set<String> TIMELY =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "end",
          "hour",
          "minute",
          "month",
          "year",
          "predict_linear",
          "range",
          "start",
          "step",
          "time",
          "timestamp");

  private static final PromqlParser PARSER = new PromqlParser(ParserOptions.withExperimental());

  private final long timeMillis;

  private AtVariants(long timeMillis) {
    this.timeMillis = timeMillis;
  }

  /** A query and when to evaluate it. */
  record Variant(String query, long timeMillis) {}

  /** The query tied to its time, at other times; none when it cannot be tied. */
  static List<Variant> of(String query, long timeMillis) {
    Expression expression;
    try {
      expression = PARSER.parse(query);
    } catch (ParseException e) {
      return List.of();
    }
    List<String> functions = new ArrayList<>();
    Expressions.walk(
        expression,
        node -> {
          if (node instanceof Call call) {
            functions.add(call.function().name());
          }
        });
    if (functions.stream().anyMatch(TIMELY::contains)) {
      return List.of();
    }
    String tied = Printer.print(new AtVariants(timeMillis).tied(expression));
    LongStream times =
        timeMillis == 0
            ? LongStream.of(-1000, 0, 1000)
            : LongStream.of(-10 * timeMillis, 0, timeMillis / 5, timeMillis, 10 * timeMillis);
    return times.mapToObj(time -> new Variant(tied, time)).toList();
  }

  /** What is inside of a subquery takes its times from there. */
  private Expression tied(Expression node) {
    if (node instanceof VectorSelector selector) {
      return tied(selector);
    }
    if (node instanceof MatrixSelector matrix) {
      return new MatrixSelector(
          tied(matrix.selector()),
          matrix.rangeMillis(),
          matrix.rangeExpression(),
          matrix.position());
    }
    if (node instanceof Subquery subquery) {
      return new Subquery(
          subquery.expression(),
          subquery.rangeMillis(),
          subquery.stepMillis(),
          subquery.offsetMillis(),
          subquery.durations(),
          subquery.at() instanceof At.Time time ? time : new At.Time(timeMillis),
          subquery.position());
    }
    return Expressions.mapChildren(node, this::tied);
  }

  private VectorSelector tied(VectorSelector selector) {
    return new VectorSelector(
        selector.matchers(),
        selector.offsetMillis(),
        selector.offsetExpression(),
        selector.at() instanceof At.Time time ? time : new At.Time(timeMillis),
        selector.edges(),
        selector.position());
  }
}
