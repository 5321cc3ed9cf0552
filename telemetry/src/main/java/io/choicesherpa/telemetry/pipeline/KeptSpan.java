package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.metrics.KeptReason;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * A span of an unsampled trace on its way out. To the batch it says that it is sampled, or it would
 * not pass; to the exporter it says the truth, together with the reason why it is there.
 *
 * @param lostSpans how many spans of the trace are missing here for want of room; told when not 0
 */
record KeptSpan(SpanData data, KeptReason reason, int lostSpans) implements ReadableSpan {

  static final AttributeKey<String> KEPT_REASON = AttributeKey.stringKey("sampling.kept_reason");
  static final AttributeKey<Long> LOST_SPANS = AttributeKey.longKey("sampling.lost_spans");

  @Override
  public SpanContext getSpanContext() {
    SpanContext ids = data.getSpanContext();
    return SpanContext.create(
        ids.getTraceId(), ids.getSpanId(), TraceFlags.getSampled(), ids.getTraceState());
  }

  @Override
  public SpanContext getParentSpanContext() {
    return data.getParentSpanContext();
  }

  @Override
  public String getName() {
    return data.getName();
  }

  @Override
  public SpanData toSpanData() {
    AttributesBuilder attributes = data.getAttributes().toBuilder().put(KEPT_REASON, reason.text());
    if (lostSpans > 0) {
      attributes.put(LOST_SPANS, (long) lostSpans);
    }
    return new Exported(data, attributes.build());
  }

  @Override
  @Deprecated
  public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
    return data.getInstrumentationLibraryInfo();
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return data.getInstrumentationScopeInfo();
  }

  @Override
  public boolean hasEnded() {
    return true;
  }

  @Override
  public long getLatencyNanos() {
    return data.getEndEpochNanos() - data.getStartEpochNanos();
  }

  @Override
  public SpanKind getKind() {
    return data.getKind();
  }

  @Override
  public <T> @Nullable T getAttribute(AttributeKey<T> key) {
    return data.getAttributes().get(key);
  }

  @Override
  public Attributes getAttributes() {
    return data.getAttributes();
  }

  private static final class Exported extends DelegatingSpanData {
    private final SpanData data;
    private final Attributes attributes;

    Exported(SpanData data, Attributes attributes) {
      super(data);
      this.data = data;
      this.attributes = attributes;
    }

    @Override
    public Attributes getAttributes() {
      return attributes;
    }

    @Override
    public int getTotalAttributeCount() {
      // What the span's own limit dropped still counts as dropped.
      return data.getTotalAttributeCount() + attributes.size() - data.getAttributes().size();
    }
  }
}
