package io.choicesherpa.console.query;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.query.PrometheusJson.Notes;
import io.choicesherpa.console.series.Exemplar;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.console.series.SeriesStore.SeriesExemplars;
import io.choicesherpa.promql.EngineOptions;
import io.choicesherpa.promql.PromqlEngine;
import io.choicesherpa.promql.QueryResult;
import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.QueryAnnotation;
import io.choicesherpa.promql.model.QueryAnnotation.Severity;
import io.choicesherpa.promql.model.QueryValue;
import io.choicesherpa.promql.model.ValueType;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.Expressions;
import io.choicesherpa.promql.parser.Printer;
import io.choicesherpa.promql.source.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Questions in PromQL. Thread-safe. */
final class QueryApi {

  /** What Prometheus gives at most: a screen has fewer. */
  private static final long MAX_POINTS = 11_000;

  private static final Duration READY_LIMIT = Duration.ofSeconds(1);

  private final SeriesStore store;
  private final QueryOptions options;
  private final QueryFigures figures;
  private final Clock clock;
  private final PromqlEngine engine;

  QueryApi(SeriesStore store, QueryOptions options, QueryFigures figures, Clock clock) {
    this.store = store;
    this.options = options;
    this.figures = figures;
    this.clock = clock;
    this.engine = engine(options.timeout(), EngineOptions.defaults().lookback());
  }

  private PromqlEngine engine(Duration timeout, Duration lookback) {
    EngineOptions defaults = EngineOptions.defaults();
    return new PromqlEngine(
        store,
        defaults
            .withLimits(options.maxSamples(), defaults.maxSeries())
            .withTimeout(timeout, System::nanoTime)
            .withLookback(lookback));
  }

  /** The engine with what the caller asks for. */
  private PromqlEngine engine(ApiParams params) {
    Duration timeout = options.timeout();
    Duration lookback = EngineOptions.defaults().lookback();
    if (params.text("timeout").isEmpty() && params.text("lookback_delta").isEmpty()) {
      return engine;
    }
    if (!params.text("timeout").isEmpty()) {
      Duration asked = Duration.ofMillis(positive(params, "timeout"));
      timeout = asked.compareTo(timeout) < 0 ? asked : timeout;
    }
    if (!params.text("lookback_delta").isEmpty()) {
      lookback = Duration.ofMillis(positive(params, "lookback_delta"));
    }
    return engine(timeout, lookback);
  }

  private static long positive(ApiParams params, String name) {
    long millis = params.requiredDurationMillis(name);
    if (millis <= 0) {
      throw ApiException.parameter(name, "wants a duration above zero");
    }
    return millis;
  }

  HttpResponse instant(ServiceRequestContext ctx, ApiParams params) {
    long timeMillis = params.timeMillis("time", clock.millis());
    int limit = params.limit("limit");
    PromqlEngine with = engine(params);
    String query = params.text("query");
    Expression expression = parse(with, query);
    return run(
        query,
        limit,
        () -> with.instant(expression, Instant.ofEpochMilli(timeMillis), ctx::isCancelled));
  }

  HttpResponse range(ServiceRequestContext ctx, ApiParams params) {
    long start = params.requiredTimeMillis("start");
    long end = params.requiredTimeMillis("end");
    if (end < start) {
      throw ApiException.parameter("end", "end timestamp must not be before start time");
    }
    long step = params.requiredDurationMillis("step");
    if (step <= 0) {
      throw ApiException.parameter(
          "step",
          "zero or negative query resolution step widths are not accepted."
              + " Try a positive integer");
    }
    if ((end - start) / step > MAX_POINTS) {
      throw ApiException.badData(
          "exceeded maximum resolution of 11,000 points per timeseries."
              + " Try decreasing the query resolution (?step=XX)");
    }
    int limit = params.limit("limit");
    PromqlEngine with = engine(params);
    String query = params.text("query");
    Expression expression = parse(with, query);
    ValueType type = expression.type();
    if (type != ValueType.VECTOR && type != ValueType.SCALAR) {
      throw ApiException.parameter(
          "query",
          "invalid expression type \""
              + (type == ValueType.MATRIX ? "range vector" : type.word())
              + "\" for range query, must be Scalar or instant Vector");
    }
    return run(
        query,
        limit,
        () ->
            with.range(
                expression,
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(end),
                Duration.ofMillis(step),
                ctx::isCancelled));
  }

  private static Expression parse(PromqlEngine engine, String query) {
    try {
      return engine.parse(query);
    } catch (PromqlException e) {
      throw ApiException.parameter("query", String.valueOf(e.getMessage()));
    }
  }

  /** Gives the result of one query. */
  private interface Question {
    QueryResult ask();
  }

  private HttpResponse run(String query, int limit, Question question) {
    boolean whole = store.awaitReady(READY_LIMIT);
    long start = System.nanoTime();
    QueryResult result;
    try {
      result = question.ask();
    } catch (PromqlException e) {
      figures.failed(System.nanoTime() - start);
      throw failure(e);
    }
    figures.done(System.nanoTime() - start, result.statistics().samplesRead());
    List<String> warnings = texts(result, Severity.WARNING, query);
    if (!whole) {
      warnings.add("series of the last run are still being read: older samples may be missing");
    }
    QueryValue value = truncated(result.value(), limit);
    if (size(value) < size(result.value())) {
      warnings.add("results truncated due to limit");
    }
    Notes notes = new Notes(warnings, texts(result, Severity.INFO, query));
    return PrometheusJson.success(out -> PrometheusJson.writeResult(out, value), notes);
  }

  private static List<String> texts(QueryResult result, Severity severity, String query) {
    List<String> texts = new ArrayList<>();
    for (QueryAnnotation annotation : result.annotations(severity)) {
      texts.add(annotation.text(query));
    }
    return texts;
  }

  private static int size(QueryValue value) {
    if (value instanceof QueryValue.Vector vector) {
      return vector.samples().size();
    }
    return value instanceof QueryValue.Matrix matrix ? matrix.series().size() : 1;
  }

  private static QueryValue truncated(QueryValue value, int limit) {
    if (size(value) <= limit) {
      return value;
    }
    if (value instanceof QueryValue.Vector vector) {
      return new QueryValue.Vector(vector.samples().subList(0, limit));
    }
    return value instanceof QueryValue.Matrix matrix
        ? new QueryValue.Matrix(matrix.series().subList(0, limit))
        : value;
  }

  private static ApiException failure(PromqlException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case PARSE -> ApiException.parameter("query", message);
      case TIMEOUT -> ApiException.timeout(message);
      case CANCELLED -> ApiException.canceled(message);
      case SOURCE -> ApiException.internal(message);
      case EXECUTION, TOO_MANY_SAMPLES, TOO_MANY_SERIES -> ApiException.execution(message);
    };
  }

  HttpResponse format(ApiParams params) {
    Expression expression = parse(engine, params.text("query"));
    return PrometheusJson.success(out -> out.writeString(Printer.pretty(expression)), Notes.NONE);
  }

  /** Exemplars of all series that the query's selectors find. */
  HttpResponse exemplars(ServiceRequestContext ctx, ApiParams params) {
    TimeRange range = params.range();
    Expression expression = parse(engine, params.text("query"));
    List<List<LabelMatcher>> selectors = new ArrayList<>();
    Expressions.walk(
        expression,
        node -> {
          if (node instanceof Expression.VectorSelector selector) {
            selectors.add(selector.matchers());
          }
        });
    Map<Labels, List<Exemplar>> found = new TreeMap<>();
    for (List<LabelMatcher> matchers : selectors) {
      for (SeriesExemplars one : store.exemplars(matchers, range)) {
        found.put(one.series(), one.exemplars());
      }
    }
    return PrometheusJson.success(
        out -> {
          out.writeStartArray();
          for (Map.Entry<Labels, List<Exemplar>> series : found.entrySet()) {
            out.writeStartObject();
            out.writeFieldName("seriesLabels");
            PrometheusJson.writeLabels(out, series.getKey());
            out.writeArrayFieldStart("exemplars");
            for (Exemplar exemplar : series.getValue()) {
              out.writeStartObject();
              out.writeFieldName("labels");
              PrometheusJson.writeLabels(out, exemplar.labels());
              out.writeStringField("value", NumberJson.text(exemplar.value()));
              out.writeFieldName("timestamp");
              NumberJson.writeTime(out, exemplar.timeMillis());
              out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
          }
          out.writeEndArray();
        },
        Notes.NONE);
  }
}
