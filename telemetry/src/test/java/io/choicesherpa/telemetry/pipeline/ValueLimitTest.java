package io.choicesherpa.telemetry.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ValueLimitTest {
  private static final ValueLimit LIMIT = new ValueLimit(4);
  private static final SpanContext LINKED =
      SpanContext.create(
          "4bf92f3577b34da6a3ce929d0e0e4736",
          "00f067aa0ba902b7",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  @Test
  void valuesOfEveryKind_areCutAsTheSdkCutsThem() {
    Attributes attributes =
        Attributes.builder()
            .put("short", "1234")
            .put("long", "12345")
            .put("number", 123_456)
            .put("flag", true)
            .put("fraction", 1.5)
            .put("texts", "1", "12345")
            .put("numbers", 123_456, 7)
            .put(AttributeKey.valueKey("bytes"), Value.of(new byte[] {1, 2, 3, 4, 5}))
            .put(AttributeKey.valueKey("list"), Value.of(List.of(Value.of("12345"), Value.of(1))))
            .put(
                AttributeKey.valueKey("pairs"),
                Value.of(KeyValue.of("text", Value.of("12345")), KeyValue.of("n", Value.of(7))))
            .build();
    Consumer<Span> use =
        span ->
            span.setAllAttributes(attributes)
                .addEvent("event", attributes)
                .addLink(LINKED, attributes)
                .setStatus(StatusCode.ERROR, "broken");
    SpanLimits sdk = SpanLimits.builder().setMaxAttributeValueLength(LIMIT.maxChars()).build();

    SpanData cut = LIMIT.cut(ended(SpanLimits.getDefault(), use));

    SpanData expected = ended(sdk, use);
    assertThat(cut.getAttributes().asMap()).isEqualTo(expected.getAttributes().asMap());
    assertThat(cut.getAttributes().get(AttributeKey.stringKey("long"))).isEqualTo("1234");
    assertThat(cut.getEvents().get(0).getAttributes().asMap())
        .isEqualTo(expected.getEvents().get(0).getAttributes().asMap());
    assertThat(cut.getLinks()).isEqualTo(expected.getLinks());
    assertThat(cut.getTotalAttributeCount()).isEqualTo(attributes.size());
    assertThat(cut.getTotalRecordedEvents()).isOne();
    assertThat(cut.getTotalRecordedLinks()).isOne();
    assertThat(cut.getStatus()).isEqualTo(expected.getStatus());
    assertThat(cut.getName()).isEqualTo("work");
    assertThat(cut.hasEnded()).isTrue();
    assertThat(cut.getKind()).isEqualTo(expected.getKind());
    assertThat(cut.getInstrumentationScopeInfo()).isEqualTo(expected.getInstrumentationScopeInfo());
  }

  @Test
  void bytes_areCutWithoutTouchingTheOriginal() {
    ByteBuffer original = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5});
    SpanData span =
        ended(
            SpanLimits.getDefault(),
            open -> open.setAttribute(AttributeKey.valueKey("b"), Value.of(original.array())));

    Value<?> cut = LIMIT.cut(span).getAttributes().get(AttributeKey.valueKey("b"));

    assertThat(cut).isEqualTo(Value.of(new byte[] {1, 2, 3, 4}));
    assertThat(original.remaining()).isEqualTo(5);
  }

  @Test
  void spanThatFits_isTheSame() {
    SpanData span =
        ended(
            SpanLimits.getDefault(),
            open ->
                open.setAttribute("text", "1234")
                    .setAttribute(AttributeKey.stringArrayKey("texts"), List.of("1", "2"))
                    .addEvent("event", Attributes.of(AttributeKey.longKey("n"), 12_345L))
                    .addLink(LINKED));

    assertThat(LIMIT.cut(span)).isSameAs(span);
  }

  @Test
  void limit_isPositive() {
    assertThatThrownBy(() -> new ValueLimit(0)).hasMessage("maxChars < 1: 0");
  }

  private static SpanData ended(SpanLimits limits, Consumer<Span> use) {
    InMemorySpanExporter exporter = InMemorySpanExporter.create();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setSpanLimits(limits)
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()) {
      Tracer tracer = provider.get("test");
      Span span = tracer.spanBuilder("work").startSpan();
      use.accept(span);
      span.end();
      return exporter.getFinishedSpanItems().get(0);
    }
  }
}
