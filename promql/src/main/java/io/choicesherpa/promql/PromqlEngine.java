package io.choicesherpa.promql;

import io.choicesherpa.promql.engine.QueryEvaluation;
import io.choicesherpa.promql.engine.data.Grid;
import io.choicesherpa.promql.engine.data.Limits;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.PromqlException.Kind;
import io.choicesherpa.promql.model.QueryValue;
import io.choicesherpa.promql.parser.DurationExpressions;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.ParseException;
import io.choicesherpa.promql.parser.ParserOptions;
import io.choicesherpa.promql.parser.PromqlParser;
import io.choicesherpa.promql.source.SeriesSource;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Answers PromQL from a source of series. Thread-safe: queries run side by side, each on the thread
 * that asks.
 *
 * <pre>{@code
 * PromqlEngine engine = new PromqlEngine(source, EngineOptions.defaults());
 * QueryResult now = engine.instant("sum(rate(http_requests_total[5m]))", Instant.now());
 * }</pre>
 *
 * <p>Every query throws {@link PromqlException} when it has no answer, and only that. An interrupt
 * of the thread cancels its query.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">Querying</a>
 */
public final class PromqlEngine {

  private final SeriesSource source;
  private final EngineOptions options;
  private final PromqlParser parser;

  /** An engine over {@code source}. */
  public PromqlEngine(SeriesSource source, EngineOptions options) {
    this.source = source;
    this.options = options;
    parser =
        new PromqlParser(
            options.experimental() ? ParserOptions.withExperimental() : ParserOptions.stable());
  }

  /**
   * The syntax tree of {@code text}.
   *
   * @throws PromqlException when it is not PromQL
   */
  public Expression parse(String text) {
    try {
      return parser.parse(text);
    } catch (ParseException e) {
      throw new PromqlException(
          Kind.PARSE, String.valueOf(e.getMessage()), e.problems().get(0).position(), e);
    }
  }

  /** What {@code text} gives at {@code time}. */
  public QueryResult instant(String text, Instant time) {
    return instant(parse(text), time, PromqlEngine::never);
  }

  /** What {@code expression} gives at {@code time}. */
  public QueryResult instant(Expression expression, Instant time) {
    return instant(expression, time, PromqlEngine::never);
  }

  /**
   * What {@code expression} gives at {@code time}, in the type that it has.
   *
   * @param cancelled asked now and then whether anybody still waits for the answer; has to be quick
   */
  public QueryResult instant(Expression expression, Instant time, BooleanSupplier cancelled) {
    long millis = time.toEpochMilli();
    return run(
        expression, millis, millis, 0, cancelled, resolved -> query -> query.instant(resolved));
  }

  /** What {@code text} gives at each step from {@code start} to {@code end}, both inclusive. */
  public QueryResult range(String text, Instant start, Instant end, Duration step) {
    return range(parse(text), start, end, step, PromqlEngine::never);
  }

  /** What {@code expression} gives at each step from {@code start} to {@code end}. */
  public QueryResult range(Expression expression, Instant start, Instant end, Duration step) {
    return range(expression, start, end, step, PromqlEngine::never);
  }

  /**
   * What {@code expression} gives at each step from {@code start} to {@code end}, both inclusive,
   * as a matrix; nothing when the end is before the start.
   *
   * @param step above zero, in whole milliseconds
   * @param cancelled asked now and then whether anybody still waits for the answer; has to be quick
   */
  public QueryResult range(
      Expression expression, Instant start, Instant end, Duration step, BooleanSupplier cancelled) {
    long stepMillis = step.toMillis();
    if (stepMillis <= 0) {
      throw new PromqlException(Kind.EXECUTION, "step " + step + " <= 0", null);
    }
    long from = start.toEpochMilli();
    long to = end.toEpochMilli();
    long count = to < from ? 0 : (to - from) / stepMillis + 1;
    if (count > options.maxSamples() || count > Integer.MAX_VALUE) {
      throw new PromqlException(
          Kind.TOO_MANY_SAMPLES,
          "the query has " + count + " steps, more than the limit of samples in memory",
          null);
    }
    Grid grid = new Grid(from, stepMillis, (int) count);
    return run(
        expression,
        from,
        to,
        stepMillis,
        cancelled,
        resolved -> query -> query.range(resolved, grid));
  }

  private QueryResult run(
      Expression expression,
      long startMillis,
      long endMillis,
      long stepMillis,
      BooleanSupplier cancelled,
      Function<Expression, Function<QueryEvaluation, QueryValue>> question) {
    QueryContext.Settings settings =
        new QueryContext.Settings(
            startMillis,
            endMillis,
            stepMillis,
            options.lookback().toMillis(),
            options.subqueryStep().toMillis(),
            options.delayedNameRemoval(),
            options.startTimestamps());
    Limits limits =
        new Limits(
            options.maxSamples(),
            options.maxSeries(),
            options.timeout().toNanos(),
            options.nanoTime(),
            cancelled);
    QueryContext context = new QueryContext(settings, limits, source);
    Expression resolved;
    try {
      resolved = DurationExpressions.resolve(expression, stepMillis, endMillis - startMillis);
    } catch (IllegalArgumentException e) {
      throw new PromqlException(
          Kind.EXECUTION, String.valueOf(e.getMessage()), expression.position(), e);
    }
    QueryValue value = question.apply(resolved).apply(new QueryEvaluation(context));
    return new QueryResult(value, context.annotations().all(), context.statistics());
  }

  private static boolean never() {
    return false;
  }
}
