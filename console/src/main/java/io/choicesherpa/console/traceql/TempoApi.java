package io.choicesherpa.console.traceql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.CodedOutputStream;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.json.JsonBody;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.query.BadQueryException;
import io.choicesherpa.console.store.SpanIds;
import io.choicesherpa.console.store.StoredSpan;
import io.choicesherpa.console.store.TraceId;
import io.choicesherpa.console.store.TraceSnapshot;
import io.choicesherpa.console.store.TraceSource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Tempo's search API, so that Grafana's data source can be pointed here. {@code /api/traces/{id}}
 * stays Jaeger's; Grafana asks for {@code /api/v2/traces/{id}} first. Thread-safe.
 *
 * @see <a href="https://grafana.com/docs/tempo/latest/api_docs/">Tempo HTTP API</a>
 */
public final class TempoApi {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int TRACES_SURVEYED = 500;
  private static final String VERSION = "2.7.0";

  private final TraceSource traces;

  /** Answers from {@code traces}. */
  public TempoApi(TraceSource traces) {
    this.traces = traces;
  }

  /** Puts the API under {@code /api}. */
  public void addTo(ServerBuilder server) {
    add(server, "/api/search", p -> json(search(p)));
    add(server, "/api/search/tags", p -> json(tags(p)));
    add(server, "/api/v2/search/tags", p -> json(scopedTags(p)));
    add(
        server,
        "/api/echo",
        p -> HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, HttpData.ofUtf8("echo")));
    add(server, "/api/status/buildinfo", p -> json(TempoApi::writeBuildInfo));
    server
        .route()
        .get("/api/search/tag/{tag}/values")
        .build((ctx, request) -> answer(ctx, p -> json(values(p, tag(ctx)))));
    server
        .route()
        .get("/api/v2/search/tag/{tag}/values")
        .build((ctx, request) -> answer(ctx, p -> json(typedValues(p, tag(ctx)))));
    server
        .route()
        .get("/api/v2/traces/{id}")
        .build((ctx, request) -> answer(ctx, p -> trace(String.valueOf(ctx.pathParam("id")))));
  }

  private static String tag(ServiceRequestContext ctx) {
    return String.valueOf(ctx.pathParam("tag"));
  }

  private static HttpResponse json(JsonBody body) {
    return JsonResponses.of(HttpStatus.OK, body);
  }

  private void add(
      ServerBuilder server, String path, Function<TempoParameters, HttpResponse> route) {
    server.route().get(path).build((ctx, request) -> answer(ctx, route));
  }

  private static HttpResponse answer(
      ServiceRequestContext ctx, Function<TempoParameters, HttpResponse> route) {
    return JsonResponses.later(
        ctx,
        () -> {
          try {
            return route.apply(new TempoParameters(ctx.queryParams()));
          } catch (BadQueryException | TraceQlException e) {
            return text(HttpStatus.BAD_REQUEST, "invalid TraceQL query: " + e.getMessage());
          }
        });
  }

  private static HttpResponse text(HttpStatus status, String message) {
    return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, HttpData.ofUtf8(message + "\n"));
  }

  private JsonBody search(TempoParameters p) {
    TraceQl query = p.query();
    int spans = p.spansPerSpanset();
    List<TraceSnapshot> found =
        traces.find(p.filter(p.limit()), trace -> query == null || query.matches(trace));
    return out -> {
      out.writeStartObject();
      out.writeArrayFieldStart("traces");
      for (TraceSnapshot trace : found) {
        writeTrace(out, trace, query == null ? trace.spans() : query.spans(trace), spans);
      }
      out.writeEndArray();
      out.writeObjectFieldStart("metrics");
      out.writeNumberField("inspectedTraces", traces.traceCounts().held());
      out.writeNumberField("completedJobs", 1);
      out.writeNumberField("totalJobs", 1);
      out.writeEndObject();
      out.writeEndObject();
    };
  }

  private static void writeTrace(
      JsonGenerator out, TraceSnapshot trace, List<StoredSpan> matched, int limit)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("traceID", trace.id().toString());
    out.writeStringField("rootServiceName", trace.summary().rootService());
    out.writeStringField("rootTraceName", trace.summary().rootName());
    out.writeStringField("startTimeUnixNano", Long.toString(trace.summary().startEpochNanos()));
    out.writeNumberField("durationMs", trace.summary().durationNanos() / NANOS_PER_MILLI);
    out.writeFieldName("spanSet");
    writeSpans(out, matched, limit);
    out.writeArrayFieldStart("spanSets");
    writeSpans(out, matched, limit);
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeSpans(JsonGenerator out, List<StoredSpan> matched, int limit)
      throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("spans");
    for (StoredSpan span : matched.subList(0, Math.min(limit, matched.size()))) {
      out.writeStartObject();
      out.writeStringField("spanID", SpanIds.toHex(span.spanId()));
      out.writeStringField("name", span.name());
      out.writeStringField("startTimeUnixNano", Long.toString(span.startEpochNanos()));
      out.writeStringField("durationNanos", Long.toString(span.durationNanos()));
      out.writeArrayFieldStart("attributes");
      out.writeStartObject();
      out.writeStringField("key", "service.name");
      out.writeObjectFieldStart("value");
      out.writeStringField("stringValue", span.origin().service());
      out.writeEndObject();
      out.writeEndObject();
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeNumberField("matched", matched.size());
    out.writeEndObject();
  }

  private List<TraceSnapshot> newest(TempoParameters p) {
    TraceQl query = p.query();
    return traces.find(p.filter(TRACES_SURVEYED), trace -> query == null || query.matches(trace));
  }

  private JsonBody tags(TempoParameters p) {
    Set<String> all = new TreeSet<>();
    TagSurvey.names(newest(p)).values().forEach(all::addAll);
    return out -> {
      out.writeStartObject();
      writeTexts(out, "tagNames", all);
      out.writeEndObject();
    };
  }

  private JsonBody scopedTags(TempoParameters p) {
    Map<String, Set<String>> names = TagSurvey.names(newest(p));
    names.put("intrinsic", new TreeSet<>(Field.INTRINSICS.keySet()));
    return out -> {
      out.writeStartObject();
      out.writeArrayFieldStart("scopes");
      for (Map.Entry<String, Set<String>> scope : names.entrySet()) {
        out.writeStartObject();
        out.writeStringField("name", scope.getKey());
        writeTexts(out, "tags", scope.getValue());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    };
  }

  private static void writeTexts(JsonGenerator out, String name, Set<String> texts)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private JsonBody values(TempoParameters p, String tag) {
    Set<String> values = TagSurvey.values(newest(p), tag).keySet();
    return out -> {
      out.writeStartObject();
      writeTexts(out, "tagValues", values);
      out.writeEndObject();
    };
  }

  private JsonBody typedValues(TempoParameters p, String tag) {
    Map<String, String> values = TagSurvey.values(newest(p), tag);
    return out -> {
      out.writeStartObject();
      out.writeArrayFieldStart("tagValues");
      for (Map.Entry<String, String> value : values.entrySet()) {
        out.writeStartObject();
        out.writeStringField("type", value.getValue());
        out.writeStringField("value", value.getKey());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    };
  }

  private static void writeBuildInfo(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("version", VERSION);
    out.writeStringField("revision", "choice-sherpa-console");
    out.writeEndObject();
  }

  /** In protobuf, the only form in which Grafana asks for it. */
  private HttpResponse trace(String text) {
    TraceId id = TraceId.parse(text);
    if (id == null) {
      return text(HttpStatus.BAD_REQUEST, "not a trace id of 1 to 32 hexadecimal digits: " + text);
    }
    TraceSnapshot trace = traces.trace(id);
    if (trace == null) {
      return text(HttpStatus.NOT_FOUND, "trace not found");
    }
    TracesData.Builder data = TracesData.newBuilder();
    for (StoredSpan span : trace.spans()) {
      data.addResourceSpans(
          ResourceSpans.newBuilder()
              .setResource(span.origin().resource())
              .addScopeSpans(
                  ScopeSpans.newBuilder().setScope(span.origin().scope()).addSpans(span.decode())));
    }
    // TraceByIDResponse {Trace trace = 1}, and Tempo's Trace is OTLP's TracesData.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeMessage(1, data.build());
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return HttpResponse.of(
        HttpStatus.OK,
        MediaType.create("application", "protobuf"),
        HttpData.wrap(bytes.toByteArray()));
  }
}
