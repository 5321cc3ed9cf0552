package io.choicesherpa.telemetry.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.redaction.RedactionRule;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventMetadataTest {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN_ID = "00f067aa0ba902b7";

  @Test
  void from_contextWithSpanAndRequest_hasTheirIds() {
    RequestContext request = RequestContext.create("req-1");
    request.setUserId("user-1");
    SpanContext span =
        SpanContext.create(TRACE_ID, SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault());

    EventMetadata metadata =
        EventMetadata.from(request.storeIn(Context.root().with(Span.wrap(span))));

    assertThat(metadata)
        .isEqualTo(new EventMetadata(TRACE_ID, SPAN_ID, "01", "req-1", null, "user-1"));
    assertThat(metadata.spanContext().isRemote()).isTrue();
    assertThat(metadata.spanContext().isSampled()).isTrue();
  }

  @Test
  void from_idThatIsNone_hidesIt() {
    RequestContext request = RequestContext.create("request-1");
    request.setUserId("joe@example.com");

    assertThat(EventMetadata.from(request.storeIn(Context.root())).userId())
        .isEqualTo(Redactor.REPLACEMENT);
  }

  @Test
  void redacted_byOwnRules_hashesOrHidesTheIds() {
    Redactor own =
        Redactor.of(
            new RedactionSettings(
                List.of(
                    RedactionRule.parse("key:user_id=hash"),
                    RedactionRule.parse("prefix:cus_=drop")),
                "0123456789abcdef"));
    EventMetadata made = new EventMetadata(null, null, null, "cus_4711", "event-1", "u-1");

    EventMetadata redacted = made.redacted(own);

    assertThat(redacted.userId()).startsWith("[HASH:");
    assertThat(redacted.correlationId()).isEqualTo(Redactor.REPLACEMENT);
    assertThat(redacted.causationId()).isEqualTo("event-1");
    assertThat(redacted.redacted(own)).isEqualTo(redacted);
  }

  @Test
  void from_emptyContext_saysNothing() {
    assertThat(EventMetadata.from(Context.root())).isEqualTo(EventMetadata.none());
    assertThat(EventMetadata.none().spanContext().isValid()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null,00f067aa0ba902b7,01",
        "4bf92f3577b34da6a3ce929d0e0e4736,null,01",
        "nonsense,00f067aa0ba902b7,01",
        "4bf92f3577b34da6a3ce929d0e0e4736,zz,01",
        "00000000000000000000000000000000,00f067aa0ba902b7,01"
      })
  void spanContext_damagedIds_isInvalid(String traceId, String spanId, String flags) {
    assertThat(new EventMetadata(traceId, spanId, flags, null, null, null).spanContext().isValid())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"null", "x", "0g", "001"})
  void spanContext_damagedFlags_isUnsampled(String flags) {
    SpanContext context =
        new EventMetadata(TRACE_ID, SPAN_ID, flags, null, null, null).spanContext();

    assertThat(context.isValid()).isTrue();
    assertThat(context.isSampled()).isFalse();
  }

  @Test
  void withCausation_chain_keepsTheFirstCorrelation() {
    EventEnvelope<String> first = envelope("e1", EventMetadata.none().withCorrelationId("req-1"));
    EventEnvelope<String> second = envelope("e2", EventMetadata.none().withCausation(first));

    assertThat(EventMetadata.none().withCausation(second))
        .isEqualTo(new EventMetadata(null, null, null, "req-1", "e2", null));
  }

  @Test
  void withCausation_causeWithoutCorrelation_correlatesByItsId() {
    EventEnvelope<String> cause = envelope("e1", EventMetadata.none());

    assertThat(EventMetadata.none().withCausation(cause).correlationId()).isEqualTo("e1");
  }

  private static EventEnvelope<String> envelope(String id, EventMetadata metadata) {
    return new EventEnvelope<>(
        id, "thing.happened", "a1", "thing", Instant.EPOCH, "payload", metadata);
  }
}
