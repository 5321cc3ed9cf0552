package io.choicesherpa.console.web;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.logs.LineJson;
import io.choicesherpa.console.query.BadQueryException;
import io.choicesherpa.console.store.LogSource;
import io.choicesherpa.console.store.StoredLog;
import io.choicesherpa.console.store.TraceId;
import io.choicesherpa.console.store.TraceQuery;
import io.choicesherpa.console.store.TraceSnapshot;
import io.choicesherpa.console.store.TraceSource;
import io.choicesherpa.console.traceql.TraceQl;
import io.choicesherpa.console.traceql.TraceQlException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the page asks for, under {@code /console/api}. Its form may change with the page. */
final class ConsoleApi {

  private static final int MAX_LOGS = 2000;
  private static final int SLOWEST_OF = 5000;

  private final TraceSource traces;
  private final LogSource logs;
  private final Overview overview;
  private final TraceJson traceJson;
  private final TraceLinks traceLinks;

  ConsoleApi(TraceSource traces, LogSource logs, Overview overview) {
    this.traces = traces;
    this.logs = logs;
    this.overview = overview;
    this.traceJson = new TraceJson(traces);
    this.traceLinks = new TraceLinks(traces);
  }

  void addTo(ServerBuilder server) {
    server
        .route()
        .get("/console/api/overview")
        .build((ctx, request) -> JsonResponses.of(HttpStatus.OK, overview.json()));
    server
        .route()
        .get("/console/api/traces")
        .build((ctx, request) -> answer(ctx, () -> recent(ctx)));
    server
        .route()
        .get("/console/api/traces/check")
        .build((ctx, request) -> answer(ctx, () -> check(ctx.queryParams().get("q", ""))));
    server
        .route()
        .get("/console/api/traces/{id}")
        .build((ctx, request) -> answer(ctx, () -> trace(id(ctx))));
    server
        .route()
        .get("/console/api/traces/{id}/links")
        .build(
            (ctx, request) ->
                answer(
                    ctx,
                    () -> {
                      TraceId id = id(ctx);
                      return JsonResponses.of(HttpStatus.OK, out -> traceLinks.write(out, id));
                    }));
    server
        .route()
        .get("/console/api/traces/{id}/logs")
        .build((ctx, request) -> answer(ctx, () -> logsOf(id(ctx))));
  }

  private static HttpResponse answer(ServiceRequestContext ctx, Supplier<HttpResponse> work) {
    return JsonResponses.later(
        ctx,
        () -> {
          try {
            return work.get();
          } catch (BadQueryException e) {
            return badQuery(e);
          } catch (TraceQlException e) {
            return badQuery(new BadQueryException(String.valueOf(e.getMessage())));
          }
        });
  }

  static HttpResponse badQuery(BadQueryException e) {
    return JsonResponses.of(
        HttpStatus.BAD_REQUEST,
        out -> {
          out.writeStartObject();
          out.writeStringField("error", String.valueOf(e.getMessage()));
          out.writeEndObject();
        });
  }

  static TraceId id(ServiceRequestContext ctx) {
    String text = String.valueOf(ctx.pathParam("id"));
    TraceId id = TraceId.parse(text);
    if (id == null) {
      throw new BadQueryException("not a trace id of 1 to 32 hexadecimal digits: " + text);
    }
    return id;
  }

  private HttpResponse recent(ServiceRequestContext ctx) {
    TraceQuery query = TraceFilter.parse(ctx.queryParams());
    // Before the search: what changes in between is told again by the live updates.
    long version = traces.version();
    Predicate<TraceSnapshot> also = traceQl(ctx.queryParams());
    List<TraceSnapshot> found =
        ctx.queryParams().get("order", "").equals("slowest")
            ? slowest(query, also)
            : traces.find(query, also);
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          out.writeNumberField("version", version);
          out.writeArrayFieldStart("services");
          for (String service : traces.services()) {
            out.writeString(service);
          }
          out.writeEndArray();
          out.writeFieldName("traces");
          SummaryJson.writeAll(out, found);
          out.writeEndObject();
        });
  }

  /** What {@code q} asks for, in TraceQL; without it, everything. */
  static Predicate<TraceSnapshot> traceQl(QueryParams params) {
    String query = params.get("q", "");
    return query.isBlank() ? trace -> true : TraceQl.parse(query)::matches;
  }

  /** Of the newest that match, so that one look does not go through the whole store. */
  private List<TraceSnapshot> slowest(TraceQuery query, Predicate<TraceSnapshot> also) {
    return traces.find(query.withLimit(SLOWEST_OF), also).stream()
        .sorted(
            Comparator.comparingLong((TraceSnapshot t) -> t.summary().durationNanos()).reversed())
        .limit(query.limit())
        .toList();
  }

  /** Whether the TraceQL can be read, and if not, why and where. */
  private static HttpResponse check(String query) {
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          try {
            if (!query.isBlank()) {
              TraceQl.parse(query);
            }
            out.writeBooleanField("ok", true);
          } catch (TraceQlException e) {
            out.writeBooleanField("ok", false);
            out.writeStringField("error", e.getMessage());
            out.writeNumberField("line", e.line());
            out.writeNumberField("column", e.column());
          }
          out.writeEndObject();
        });
  }

  private HttpResponse trace(TraceId id) {
    TraceSnapshot trace = traces.trace(id);
    if (trace != null) {
      return JsonResponses.of(HttpStatus.OK, out -> traceJson.write(out, trace));
    }
    String state = traces.wasEvicted(id) ? "evicted" : "unknown";
    return JsonResponses.of(
        HttpStatus.NOT_FOUND,
        out -> {
          out.writeStartObject();
          out.writeStringField("state", state);
          out.writeEndObject();
        });
  }

  private HttpResponse logsOf(TraceId id) {
    long arrivals = logs.arrivalsOfTrace(id);
    List<StoredLog> found = logs.ofTrace(id, MAX_LOGS);
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          out.writeNumberField("arrivals", arrivals);
          out.writeBooleanField("more", found.size() == MAX_LOGS);
          out.writeFieldName("logs");
          LineJson.writeAll(out, found);
          out.writeEndObject();
        });
  }
}
