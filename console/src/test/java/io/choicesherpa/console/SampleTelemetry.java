package io.choicesherpa.console;

import static io.choicesherpa.console.Otlp.MILLI;
import static io.choicesherpa.console.Otlp.attribute;
import static io.choicesherpa.console.Otlp.log;
import static io.choicesherpa.console.Otlp.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** A service's life as the page shows it: message flows, failures, a very large trace. */
final class SampleTelemetry {

  static final String MESSAGE_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  static final String LARGE_TRACE = "11112222333344445555666677778888";
  static final String ORPHAN_TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static final Resource BACKEND =
      Otlp.resource(
          "choice-sherpa",
          attribute("service.version", "0.1.0"),
          attribute("deployment.environment.name", "development"),
          attribute("host.name", "workbench"),
          attribute("process.pid", 4711));
  private static final Resource WORKER =
      Otlp.resource("notifications", attribute("service.version", "0.1.0"));
  private static final String LOGGER = "io.choicesherpa.backend.adapter.in.web.MessageController";
  private static final String[] ROUTES = {
    "POST /api/sessions",
    "GET /api/sessions/{id}",
    "POST /api/cycles",
    "GET /api/conversations/{id}",
    "POST /api/cycles/{id}/components/{type}/start",
    "POST /api/conversations/{id}/messages"
  };

  private final Console console;
  private final long nowNanos;

  SampleTelemetry(Console console, long nowMillis) {
    this.console = console;
    this.nowNanos = nowMillis * MILLI;
  }

  private void traces(Resource resource, List<Span> spans) {
    accepted("/v1/traces", Otlp.traces(resource, spans.toArray(Span[]::new)));
  }

  private void accepted(String path, Message message) {
    assertThat(TestConsole.send(console, path, message.toByteArray()).statusCode()).isEqualTo(200);
  }

  /** The span tree of one message, with a slow model, two consumers and its log lines. */
  void message() {
    long t = nowNanos - 9_000 * MILLI;
    String id = MESSAGE_TRACE;
    List<Span> spans = new ArrayList<>();
    spans.add(
        span(id, "0000000000000001", "", "POST /api/conversations/{id}/messages", t, 1840 * MILLI)
            .setKind(SpanKind.SPAN_KIND_SERVER)
            .addAttributes(attribute("http.request.method", "POST"))
            .addAttributes(attribute("http.route", "/api/conversations/{id}/messages"))
            .addAttributes(attribute("http.response.status_code", 200))
            .addAttributes(attribute("url.scheme", "http"))
            .addAttributes(attribute("network.protocol.version", "1.1"))
            .build());
    spans.add(
        span(
                id,
                "0000000000000002",
                "0000000000000001",
                "send_message_handler",
                t + 3 * MILLI,
                1829 * MILLI)
            .addAttributes(attribute("user_id", "u_7d1f"))
            .addAttributes(attribute("conversation_id", "c_2209"))
            .addAttributes(attribute("component_type", "objectives"))
            .addEvents(event("message_received", t + 4 * MILLI))
            .build());
    spans.add(
        span(
                id,
                "0000000000000003",
                "0000000000000002",
                "validate_access",
                t + 5 * MILLI,
                4 * MILLI)
            .build());
    spans.add(
        sql(
            id,
            "0000000000000004",
            "0000000000000003",
            "SELECT conversations",
            t + 6 * MILLI,
            2 * MILLI));
    spans.add(
        span(
                id,
                "0000000000000005",
                "0000000000000002",
                "ai_completion",
                t + 11 * MILLI,
                1790 * MILLI)
            .setKind(SpanKind.SPAN_KIND_CLIENT)
            .addAttributes(attribute("gen_ai.provider.name", "anthropic"))
            .addAttributes(attribute("gen_ai.request.model", "claude-sonnet-4-5"))
            .addAttributes(attribute("gen_ai.usage.input_tokens", 812))
            .addAttributes(attribute("gen_ai.usage.output_tokens", 344))
            .addAttributes(attribute("cost_cents", 0.7596))
            .addAttributes(attribute("streaming", true))
            .addEvents(event("request_sent", t + 14 * MILLI))
            .addEvents(event("response_received", t + 640 * MILLI))
            .build());
    spans.add(
        span(
                id,
                "0000000000000006",
                "0000000000000002",
                "save_message",
                t + 1804 * MILLI,
                21 * MILLI)
            .build());
    spans.add(
        sql(
            id,
            "0000000000000007",
            "0000000000000006",
            "INSERT messages",
            t + 1806 * MILLI,
            5 * MILLI));
    spans.add(
        sql(
            id,
            "0000000000000008",
            "0000000000000006",
            "INSERT outbox",
            t + 1813 * MILLI,
            3 * MILLI));
    spans.add(
        span(
                id,
                "0000000000000009",
                "0000000000000006",
                "publish_event",
                t + 1846 * MILLI,
                6 * MILLI)
            .setKind(SpanKind.SPAN_KIND_PRODUCER)
            .addAttributes(attribute("messaging.system", "redis"))
            .build());
    spans.add(
        span(
                id,
                "000000000000000b",
                "0000000000000009",
                "process conversation.message_sent",
                t + 1858 * MILLI,
                17 * MILLI)
            .setKind(SpanKind.SPAN_KIND_CONSUMER)
            .build());
    traces(BACKEND, spans);
    traces(
        WORKER,
        List.of(
            span(
                    id,
                    "000000000000000a",
                    "0000000000000009",
                    "process conversation.message_sent",
                    t + 1861 * MILLI,
                    38 * MILLI)
                .setKind(SpanKind.SPAN_KIND_CONSUMER)
                .setStatus(
                    Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("the WebSocket was closed by its client"))
                .addEvents(
                    event("exception", t + 1890 * MILLI).toBuilder()
                        .addAttributes(
                            attribute("exception.type", "java.nio.channels.ClosedChannelException"))
                        .addAttributes(
                            attribute(
                                "exception.stacktrace",
                                "java.nio.channels.ClosedChannelException\n\tat Session.send(Session.java:88)\n\tat Push.run(Push.java:41)")))
                .addLinks(
                    Span.Link.newBuilder()
                        .setTraceId(Otlp.id(LARGE_TRACE))
                        .setSpanId(Otlp.id("0000000000000001")))
                .build()));
    accepted(
        "/v1/logs",
        Otlp.logs(
            BACKEND,
            LOGGER,
            log(
                id,
                "0000000000000002",
                t + 4 * MILLI,
                SeverityNumber.SEVERITY_NUMBER_INFO,
                "Message received",
                attribute("conversation_id", "c_2209"),
                attribute("message_length_chars", 212),
                attribute("tier", "pro")),
            log(
                id,
                "0000000000000003",
                t + 8 * MILLI,
                SeverityNumber.SEVERITY_NUMBER_DEBUG,
                "Access granted"),
            log(
                id,
                "0000000000000005",
                t + 15 * MILLI,
                SeverityNumber.SEVERITY_NUMBER_INFO,
                "Asking the model",
                attribute("provider", "anthropic"),
                attribute("model", "claude-sonnet-4-5")),
            log(
                id,
                "0000000000000005",
                t + 645 * MILLI,
                SeverityNumber.SEVERITY_NUMBER_WARN,
                "The first chunk was slow",
                attribute("first_chunk_ms", 626)),
            log(
                id,
                "0000000000000005",
                t + 1800 * MILLI,
                SeverityNumber.SEVERITY_NUMBER_INFO,
                "Completion done",
                attribute("prompt_tokens", 812),
                attribute("completion_tokens", 344),
                attribute("cost_cents", 0.7596)),
            log(
                id,
                "0000000000000006",
                t + 1824 * MILLI,
                SeverityNumber.SEVERITY_NUMBER_INFO,
                "Message saved"),
            log(
                id,
                "0000000000000001",
                t + 1840 * MILLI,
                SeverityNumber.SEVERITY_NUMBER_INFO,
                "POST /api/conversations/{id}/messages 200",
                attribute("duration_ms", 1840),
                attribute("status", 200))));
    accepted(
        "/v1/logs",
        Otlp.logs(
            WORKER,
            "io.choicesherpa.backend.adapter.in.events.NotificationConsumer",
            log(
                id,
                "000000000000000a",
                t + 1891 * MILLI,
                SeverityNumber.SEVERITY_NUMBER_ERROR,
                "The notification could not be delivered: <b>the client</b> has gone",
                attribute("attempt", 1))));
  }

  private static Span.Event event(String name, long nanos) {
    return Span.Event.newBuilder().setName(name).setTimeUnixNano(nanos).build();
  }

  private static Span sql(String trace, String id, String parent, String name, long t, long nanos) {
    return span(trace, id, parent, name, t, nanos)
        .setKind(SpanKind.SPAN_KIND_CLIENT)
        .addAttributes(attribute("db.system.name", "postgresql"))
        .addAttributes(attribute("db.query.summary", name))
        .build();
  }

  /** Many small traces of many routes, some slow, some failed. */
  void traffic(int traces) {
    Random random = new Random(7);
    for (int i = 0; i < traces; i++) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      String id = HexFormat.of().formatHex(bytes);
      String route = ROUTES[random.nextInt(ROUTES.length)];
      boolean message = route.endsWith("messages");
      long millis =
          (message ? 500 : 3) + (long) Math.abs(random.nextGaussian() * (message ? 700 : 22));
      long t = nowNanos - ((traces - i) * 730L + random.nextInt(400)) * MILLI;
      int status = i % 17 == 5 ? 503 : i % 11 == 3 ? 404 : route.startsWith("POST") ? 201 : 200;
      List<Span> spans = new ArrayList<>();
      Span.Builder root =
          span(id, "0000000000000001", "", route, t, millis * MILLI)
              .setKind(SpanKind.SPAN_KIND_SERVER)
              .addAttributes(attribute("http.response.status_code", status));
      if (status >= 500) {
        root.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
      }
      spans.add(root.build());
      spans.add(
          sql(id, "0000000000000002", "0000000000000001", "SELECT sessions", t + MILLI, MILLI));
      for (int s = 3; s < 3 + random.nextInt(6); s++) {
        spans.add(
            span(
                    id,
                    String.format("%016x", s),
                    "0000000000000001",
                    "step_" + s,
                    t + s * MILLI,
                    MILLI)
                .build());
      }
      traces(BACKEND, spans);
    }
  }

  /** One trace of {@code count} spans, deep and wide, over several services. */
  void large(int count) {
    Random random = new Random(3);
    String[] services = {"choice-sherpa", "notifications", "billing", "search", "postgres-proxy"};
    List<List<Span>> byService = new ArrayList<>();
    for (int s = 0; s < services.length; s++) {
      byService.add(new ArrayList<>());
    }
    long t = nowNanos - 60_000 * MILLI;
    long total = 4200;
    long[] starts = new long[count + 1];
    long[] lengths = new long[count + 1];
    for (int i = 1; i <= count; i++) {
      int parent = i == 1 ? 0 : Math.max(1, i - 1 - random.nextInt(Math.min(i - 1, 9)));
      long length =
          i == 1
              ? total
              : Math.max(1, (long) (lengths[parent] * (0.15 + random.nextDouble() * 0.75)));
      long start =
          i == 1 ? 0 : starts[parent] + (long) ((lengths[parent] - length) * random.nextDouble());
      starts[i] = start;
      lengths[i] = length;
      Span.Builder span =
          span(
              LARGE_TRACE,
              String.format("%016x", i),
              parent == 0 ? "" : String.format("%016x", parent),
              i == 1 ? "nightly_report" : "work_unit_" + i % 13,
              t + start * MILLI,
              length * MILLI);
      span.setKind(SpanKind.forNumber(1 + random.nextInt(5)));
      if (i % 41 == 0) {
        span.setStatus(
            Status.newBuilder()
                .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                .setMessage("unit failed"));
      }
      byService.get(i == 1 ? 0 : (i / 9) % services.length).add(span.build());
    }
    for (int s = 0; s < services.length; s++) {
      traces(Otlp.resource(services[s]), byService.get(s));
    }
  }

  /** A trace whose first spans never arrived. */
  void orphan() {
    long t = nowNanos - 30_000 * MILLI;
    traces(
        BACKEND,
        List.of(
            span(
                    ORPHAN_TRACE,
                    "00000000000000a1",
                    "00000000000000ff",
                    "validate_access",
                    t,
                    12 * MILLI)
                .build(),
            span(
                    ORPHAN_TRACE,
                    "00000000000000a2",
                    "00000000000000ff",
                    "save_message",
                    t + 14 * MILLI,
                    9 * MILLI)
                .build()));
  }
}
