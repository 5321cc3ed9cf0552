package io.choicesherpa.telemetry.logging;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/** Tracers whose ids are known. */
final class Spans {
  static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  static final String SPAN_ID = "00f067aa0ba902b7";

  private Spans() {}

  static Tracer sampled() {
    return tracer(Sampler.alwaysOn(), SpanProcessor.composite());
  }

  /** As the library samples: what is not exported is still recorded. */
  static Tracer unsampled() {
    return tracer(new RecordOnly(), SpanProcessor.composite());
  }

  static Tracer tracer(Sampler sampler, SpanProcessor processor) {
    return SdkTracerProvider.builder()
        .setSampler(sampler)
        .setIdGenerator(new KnownIds())
        .addSpanProcessor(processor)
        .addSpanProcessor(new Recording())
        .build()
        .get("test");
  }

  static final class RecordOnly implements Sampler {
    @Override
    public SamplingResult shouldSample(
        Context parentContext,
        String traceId,
        String name,
        SpanKind spanKind,
        Attributes attributes,
        List<LinkData> parentLinks) {
      return SamplingResult.recordOnly();
    }

    @Override
    public String getDescription() {
      return "RecordOnly";
    }
  }

  private static final class KnownIds implements IdGenerator {
    @Override
    public String generateSpanId() {
      return SPAN_ID;
    }

    @Override
    public String generateTraceId() {
      return TRACE_ID;
    }
  }

  /** Without a processor the SDK hands out spans that hold nothing. */
  private static final class Recording implements SpanProcessor {
    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
      return false;
    }
  }
}
