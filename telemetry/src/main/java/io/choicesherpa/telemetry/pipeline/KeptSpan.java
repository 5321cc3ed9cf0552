package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.metrics.KeptReason;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A span of an unsampled trace on its way out. To the batch it says that it is sampled, or it would
 * not pass; to the exporter it says the truth, together with the reason why it is there.
 */
final class KeptSpan extends EndedSpan {

  static final AttributeKey<String> KEPT_REASON = AttributeKey.stringKey("sampling.kept_reason");
  static final AttributeKey<Long> LOST_SPANS = AttributeKey.longKey("sampling.lost_spans");

  private final SpanData data;
  private final KeptReason reason;
  private final int lostSpans;

  /**
   * @param lostSpans how many spans of the trace are missing here for want of room; told when not 0
   */
  KeptSpan(SpanData data, KeptReason reason, int lostSpans) {
    super(sampled(data.getSpanContext()), data);
    this.data = data;
    this.reason = reason;
    this.lostSpans = lostSpans;
  }

  private static SpanContext sampled(SpanContext ids) {
    return SpanContext.create(
        ids.getTraceId(), ids.getSpanId(), TraceFlags.getSampled(), ids.getTraceState());
  }

  @Override
  public SpanData toSpanData() {
    AttributesBuilder attributes = data.getAttributes().toBuilder().put(KEPT_REASON, reason.text());
    if (lostSpans > 0) {
      attributes.put(LOST_SPANS, (long) lostSpans);
    }
    return new Exported(data, attributes.build());
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
