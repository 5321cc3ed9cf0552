package io.choicesherpa.telemetry.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.metrics.EventMetrics;
import io.choicesherpa.telemetry.testing.RecordedLog;
import io.choicesherpa.telemetry.testing.RecordedTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventTelemetryTest {

  private final RecordedTelemetry telemetry =
      new RecordedTelemetry(Sampler.parentBased(Sampler.alwaysOn()));
  private final EventTelemetry events =
      new EventTelemetry(
          telemetry.tracing(), new EventMetrics(telemetry.metrics()), "redis", System::nanoTime);

  @AfterEach
  void close() {
    assertThat(Span.current().getSpanContext().isValid()).as("no scope leaks").isFalse();
    telemetry.close();
  }

  @Test
  void process_publishedEvent_staysInTheTraceOfItsRequest() throws IOException {
    EventEnvelope<String> event = madeInRequest();
    Map<String, String> message = new HashMap<>();

    events.publish(event, "stream", message::putAll);
    events.process(event, "dashboard", "stream", message, () -> {});

    SpanData request = telemetry.span("request");
    SpanData publish = telemetry.span("publish_event");
    SpanData process = telemetry.span("process session.created");
    assertThat(publish.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(publish.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(process.getParentSpanId()).isEqualTo(publish.getSpanId());
    assertThat(process.getTraceId()).isEqualTo(request.getTraceId());
    assertThat(telemetry.exposition())
        .contains(
            "events_published_total{event_type=\"session.created\"} 1.0",
            "events_processed_total{event_type=\"session.created\",handler=\"dashboard\"} 1.0",
            "event_processing_duration_seconds_count{event_type=\"session.created\"} 1");
  }

  @Test
  void process_messageWithoutHeaders_takesTheTraceFromTheMetadata() {
    EventEnvelope<String> event = madeInRequest();

    events.process(event, "dashboard", "stream", Map.of("traceparent", "damaged"), () -> {});

    assertThat(telemetry.span("process session.created").getParentSpanId())
        .isEqualTo(telemetry.span("request").getSpanId());
  }

  @Test
  void process_event_restoresUserAndRequestForItsLines() {
    AtomicReference<RequestContext> seen = new AtomicReference<>();

    events.process(
        madeInRequest(), "dashboard", "stream", Map.of(), () -> seen.set(RequestContext.current()));

    assertThat(seen.get())
        .extracting(RequestContext::userId, RequestContext::requestId)
        .containsExactly("user-1", "req-1");
  }

  @Test
  void process_failingHandler_countsAFailureAndRethrows() {
    IOException failure = new IOException("broken");

    assertThatThrownBy(
            () ->
                events.process(
                    madeInRequest(),
                    "dashboard",
                    "stream",
                    Map.of(),
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);

    assertThat(telemetry.span("process session.created").getStatus().getStatusCode())
        .isEqualTo(StatusCode.ERROR);
    assertThat(telemetry.exposition())
        .contains("events_failed_total{event_type=\"session.created\",handler=\"dashboard\"} 1.0")
        .doesNotContain(
            "events_processed_total{event_type=\"session.created\",handler=\"dashboard\"} 1.0");
  }

  @Test
  void deadLettered_withItsReason_isAnErrorLineInTheEventsTrace() {
    EventEnvelope<String> event = madeInRequest();
    try (RecordedLog log = new RecordedLog("io.choicesherpa.telemetry.events")) {
      events.deadLettered(event, "dashboard", new IOException("broken"));

      assertThat(log.lines()).hasSize(1);
      RecordedLog.Line line = log.lines().get(0);
      assertThat(line.level()).isEqualTo(Level.ERROR);
      assertThat(line.fields())
          .containsEntry("event_id", "e1")
          .containsEntry("event_type", "session.created")
          .containsEntry("handler", "dashboard");
      assertThat(line.traceId()).isEqualTo(telemetry.span("request").getTraceId());
      assertThat(line.request())
          .extracting(RequestContext::userId, RequestContext::requestId)
          .containsExactly("user-1", "req-1");
    }
    assertThat(events.metrics().deadLettered("session.created", "dashboard").get()).isEqualTo(1);
  }

  @Test
  void publish_failing_isNotCounted() {
    assertThatThrownBy(
            () ->
                events.publish(
                    madeInRequest(),
                    "stream",
                    headers -> {
                      throw new IOException("down");
                    }))
        .isInstanceOf(IOException.class);

    assertThat(telemetry.exposition())
        .doesNotContain("events_published_total{event_type=\"session.created\"} 1.0");
  }

  private EventEnvelope<String> madeInRequest() {
    RequestContext request = RequestContext.create("req-1");
    request.setUserId("user-1");
    return telemetry
        .tracing()
        .call(
            "request",
            span -> {
              try (Scope ignored = request.storeIn(Context.current()).makeCurrent()) {
                return new EventEnvelope<>(
                    "e1",
                    "session.created",
                    "s1",
                    "session",
                    Instant.EPOCH,
                    "payload",
                    EventMetadata.current());
              }
            });
  }
}
