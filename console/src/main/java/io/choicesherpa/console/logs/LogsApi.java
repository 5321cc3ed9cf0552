package io.choicesherpa.console.logs;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.json.JsonBody;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.logql.LineResult;
import io.choicesherpa.console.logql.LogQlEngine;
import io.choicesherpa.console.logql.LogQlException;
import io.choicesherpa.console.logql.LogQlParser;
import io.choicesherpa.console.logql.LogQuery;
import io.choicesherpa.console.query.BadQueryException;
import io.choicesherpa.console.store.LogId;
import io.choicesherpa.console.store.LogSource;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/** Logs and errors for the page, under {@code /console/api}. Thread-safe. */
public final class LogsApi implements AutoCloseable {

  private static final String PREFIX = "/console/api/logs";
  private static final double NANOS_PER_MILLI = 1e6;

  private final LogSource logs;
  private final LogQlEngine engine;
  private final Clock clock;
  private final ErrorsApi errors;
  private final LogTails tails;

  /** Over {@code logs}. */
  public LogsApi(LogSource logs, LogQlEngine engine, Clock clock) {
    this.logs = logs;
    this.engine = engine;
    this.clock = clock;
    this.errors = new ErrorsApi(logs);
    this.tails = new LogTails(logs, engine, clock);
  }

  /** Puts the routes on {@code server}. */
  public void addTo(ServerBuilder server) {
    Map<String, Function<LogParameters, HttpResponse>> routes =
        Map.of(
            "", this::search,
            "/context", this::context,
            "/histogram", this::histogram,
            "/fields", this::fields,
            "/values", this::values,
            "/check", LogsApi::check);
    routes.forEach(
        (path, route) ->
            server.route().get(PREFIX + path).build((ctx, request) -> answer(ctx, route)));
    server.route().get("/console/api/errors").build((ctx, request) -> answer(ctx, errors::list));
    server
        .route()
        .get("/console/api/errors/{fingerprint}")
        .build(
            (ctx, request) ->
                answer(ctx, p -> errors.one(String.valueOf(ctx.pathParam("fingerprint")))));
    server.route().get(PREFIX + "/tail").build((ctx, request) -> tails.open(ctx));
  }

  private HttpResponse answer(
      ServiceRequestContext ctx, Function<LogParameters, HttpResponse> route) {
    return JsonResponses.later(
        ctx,
        () -> {
          try {
            return route.apply(new LogParameters(ctx.queryParams(), clock));
          } catch (BadQueryException | LogQlException e) {
            return failure(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
          }
        });
  }

  static HttpResponse failure(HttpStatus status, String message) {
    return JsonResponses.of(
        status,
        out -> {
          out.writeStartObject();
          out.writeStringField("error", message);
          out.writeEndObject();
        });
  }

  private static HttpResponse ok(JsonBody body) {
    return JsonResponses.of(HttpStatus.OK, body);
  }

  private HttpResponse search(LogParameters p) {
    String direction = p.text("direction");
    if (!direction.isEmpty() && !direction.equals("backward") && !direction.equals("forward")) {
      throw new BadQueryException("direction wants backward or forward, not " + direction);
    }
    LineResult result =
        engine.lines(
            p.query(), p.fromNanos(), p.toNanos(), p.limit(), !direction.equals("forward"));
    return ok(
        out -> {
          out.writeStartObject();
          out.writeFieldName("lines");
          LineJson.writeLines(out, result.lines());
          out.writeBooleanField("more", result.more());
          out.writeObjectFieldStart("stats");
          out.writeNumberField("scanned_lines", result.stats().lines());
          out.writeNumberField("scanned_bytes", result.stats().bytes());
          out.writeNumberField("millis", result.stats().nanos() / NANOS_PER_MILLI);
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  private HttpResponse context(LogParameters p) {
    LogId id = LogId.parse(p.text("id"));
    if (id == null) {
      throw new BadQueryException("id wants what a line has as its id, not " + p.text("id"));
    }
    int before = (int) p.number("before", 20, 0, 500);
    int after = (int) p.number("after", 20, 0, 500);
    LogContext context = LogContext.find(logs, id, before, after);
    if (context == null) {
      return failure(HttpStatus.NOT_FOUND, "the line is not kept (any more)");
    }
    return ok(
        out -> {
          out.writeStartObject();
          out.writeFieldName("before");
          LineJson.writeAll(out, context.before());
          out.writeFieldName("line");
          LineJson.write(out, context.line());
          out.writeFieldName("after");
          LineJson.writeAll(out, context.after());
          out.writeEndObject();
        });
  }

  private HttpResponse histogram(LogParameters p) {
    int buckets = (int) p.number("buckets", 60, 1, 1000);
    LevelHistogram histogram = new LevelHistogram(p.startMillis(), p.endMillis(), buckets);
    engine.forEach(
        p.query(),
        p.fromNanos(),
        p.toNanos(),
        line ->
            histogram.add(
                line.log().timeEpochNanos(), LineJson.level(line.log().severity(), "UNKNOWN")));
    return ok(histogram::write);
  }

  private HttpResponse fields(LogParameters p) {
    LineResult result = engine.lines(p.query(), p.fromNanos(), p.toNanos(), p.limit(), true);
    return ok(out -> FieldSurvey.writeFields(out, result.lines()));
  }

  private HttpResponse values(LogParameters p) {
    String field = p.text("field");
    if (field.isEmpty()) {
      throw new BadQueryException("field is missing");
    }
    LineResult result = engine.lines(p.query(), p.fromNanos(), p.toNanos(), p.limit(), true);
    return ok(out -> FieldSurvey.writeValues(out, result.lines(), field, p.text("prefix")));
  }

  private static HttpResponse check(LogParameters p) {
    return ok(
        out -> {
          out.writeStartObject();
          try {
            String query = p.text("query");
            boolean lines = query.isBlank() || LogQlParser.parse(query) instanceof LogQuery;
            out.writeBooleanField("ok", true);
            out.writeStringField("kind", lines ? "log" : "metric");
          } catch (LogQlException e) {
            out.writeBooleanField("ok", false);
            out.writeStringField("error", e.getMessage());
            out.writeNumberField("line", e.line());
            out.writeNumberField("column", e.column());
          }
          out.writeEndObject();
        });
  }

  /** Ends the live streams. */
  @Override
  public void close() {
    tails.close();
  }
}
