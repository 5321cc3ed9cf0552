package io.choicesherpa.telemetry.test;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * A span as it would be exported, redacted, whether it was sampled or not. AssertJ's {@code
 * assertThat(span)} gives a {@link SpanAssert}. Immutable.
 */
public final class CapturedSpan implements AssertProvider<SpanAssert> {

  private final SpanData data;
  private final SpanRecorder recorder;

  CapturedSpan(SpanData data, SpanRecorder recorder) {
    this.data = data;
    this.recorder = recorder;
  }

  /** The span's name. */
  public String name() {
    return data.getName();
  }

  /** 32 hex digits. */
  public String traceId() {
    return data.getTraceId();
  }

  /** 16 hex digits. */
  public String spanId() {
    return data.getSpanId();
  }

  /** 16 hex digits, all zero if there is no parent; the parent may be in another process. */
  public String parentSpanId() {
    return data.getParentSpanId();
  }

  /** The parent where it was captured, ended or not; null if it is none of this capture. */
  public @Nullable CapturedSpan parent() {
    return recorder.find(parentSpanId());
  }

  /** Whether it would have been exported. */
  public boolean isSampled() {
    return data.getSpanContext().isSampled();
  }

  /** The attributes by name, sorted. */
  public Map<String, Object> attributes() {
    Map<String, Object> byName = new TreeMap<>();
    data.getAttributes().forEach((key, value) -> byName.put(key.getKey(), value));
    return byName;
  }

  /** All there is, for OpenTelemetry's own assertions. */
  public SpanData data() {
    return data;
  }

  @Override
  public SpanAssert assertThat() {
    return new SpanAssert(this);
  }

  /** One line for people. */
  @Override
  public String toString() {
    return name()
        + " ["
        + data.getKind()
        + (isSampled() ? "" : ", not sampled")
        + ", trace "
        + traceId()
        + ", span "
        + spanId()
        + "] "
        + attributes();
  }
}
