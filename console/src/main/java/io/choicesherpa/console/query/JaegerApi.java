package io.choicesherpa.console.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.json.JsonBody;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.store.TraceId;
import io.choicesherpa.console.store.TraceSnapshot;
import io.choicesherpa.console.store.TraceSource;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Jaeger's query API, so that its user interface and Grafana's data source can be pointed here. */
public final class JaegerApi {

  private final TraceSource traces;
  private final Clock clock;

  /** Answers from {@code traces}. */
  public JaegerApi(TraceSource traces, Clock clock) {
    this.traces = traces;
    this.clock = clock;
  }

  /** Puts the API under {@code /api}. */
  public void addTo(ServerBuilder server) {
    server
        .route()
        .get("/api/services")
        .build((ctx, request) -> answer(ctx, () -> names(traces.services())));
    server
        .route()
        .get("/api/services/{service}/operations")
        .build(
            (ctx, request) ->
                answer(ctx, () -> names(traces.operations(pathParam(ctx, "service")))));
    server
        .route()
        .get("/api/operations")
        .build((ctx, request) -> answer(ctx, () -> operations(ctx)));
    server.route().get("/api/traces").build((ctx, request) -> answer(ctx, () -> search(ctx)));
    server.route().get("/api/traces/{id}").build((ctx, request) -> answer(ctx, () -> trace(ctx)));
  }

  private static String pathParam(ServiceRequestContext ctx, String name) {
    return Objects.requireNonNull(ctx.pathParam(name), name);
  }

  private static HttpResponse answer(ServiceRequestContext ctx, Supplier<HttpResponse> work) {
    return JsonResponses.later(
        ctx,
        () -> {
          try {
            return work.get();
          } catch (BadQueryException e) {
            return failure(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
          }
        });
  }

  private HttpResponse operations(ServiceRequestContext ctx) {
    String service = ctx.queryParams().get("service", "");
    if (service.isEmpty()) {
      throw new BadQueryException("parameter 'service' is required");
    }
    Collection<String> names = traces.operations(service);
    return success(
        names.size(),
        out -> {
          out.writeStartArray();
          for (String name : names) {
            out.writeStartObject();
            out.writeStringField("name", name);
            out.writeStringField("spanKind", "");
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private HttpResponse search(ServiceRequestContext ctx) {
    JaegerQuery query = new JaegerQuery(ctx.queryParams(), clock);
    List<TraceId> ids = query.traceIds();
    if (ids.isEmpty()) {
      return traces(traces.find(query.parse()), List.of());
    }
    List<TraceSnapshot> found = new ArrayList<>();
    List<TraceId> missing = new ArrayList<>();
    for (TraceId id : ids) {
      TraceSnapshot trace = traces.trace(id);
      if (trace == null) {
        missing.add(id);
      } else {
        found.add(trace);
      }
    }
    return traces(found, missing);
  }

  private HttpResponse trace(ServiceRequestContext ctx) {
    String text = pathParam(ctx, "id");
    TraceId id = TraceId.parse(text);
    if (id == null) {
      throw new BadQueryException("not a trace id of 1 to 32 hexadecimal digits: " + text);
    }
    TraceSnapshot trace = traces.trace(id);
    return trace == null
        ? failure(HttpStatus.NOT_FOUND, "trace not found")
        : traces(List.of(trace), List.of());
  }

  private static HttpResponse names(Collection<String> names) {
    return success(
        names.size(),
        out -> {
          out.writeStartArray();
          for (String name : names) {
            out.writeString(name);
          }
          out.writeEndArray();
        });
  }

  private static HttpResponse traces(List<TraceSnapshot> found, List<TraceId> missing) {
    return JsonResponses.of(
        HttpStatus.OK,
        out ->
            envelope(
                out,
                0,
                data -> {
                  data.writeStartArray();
                  for (TraceSnapshot trace : found) {
                    JaegerJson.write(data, trace);
                  }
                  data.writeEndArray();
                },
                errors -> {
                  if (missing.isEmpty()) {
                    errors.writeNull();
                    return;
                  }
                  errors.writeStartArray();
                  for (TraceId id : missing) {
                    errors.writeStartObject();
                    errors.writeStringField("msg", "trace not found");
                    errors.writeStringField("traceID", id.toString());
                    errors.writeEndObject();
                  }
                  errors.writeEndArray();
                }));
  }

  private static HttpResponse success(int total, JsonBody data) {
    return JsonResponses.of(
        HttpStatus.OK, out -> envelope(out, total, data, JsonGenerator::writeNull));
  }

  private static HttpResponse failure(HttpStatus status, String message) {
    return JsonResponses.of(
        status,
        out ->
            envelope(
                out,
                0,
                JsonGenerator::writeNull,
                errors -> {
                  errors.writeStartArray();
                  errors.writeStartObject();
                  errors.writeNumberField("code", status.code());
                  errors.writeStringField("msg", message);
                  errors.writeEndObject();
                  errors.writeEndArray();
                }));
  }

  private static void envelope(JsonGenerator out, int total, JsonBody data, JsonBody errors)
      throws IOException {
    out.writeStartObject();
    out.writeFieldName("data");
    data.writeTo(out);
    out.writeNumberField("total", total);
    out.writeNumberField("limit", 0);
    out.writeNumberField("offset", 0);
    out.writeFieldName("errors");
    errors.writeTo(out);
    out.writeEndObject();
  }
}
