package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.config.TraceKeeping;
import io.choicesherpa.telemetry.metrics.KeptReason;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Exports what was not sampled and turned out to matter: holds the ended spans of an unsampled
 * trace until the root that this process opened has ended, and hands them to the batch when that
 * one failed or was slow.
 *
 * <p>What is held is bounded by {@link KeepLimits}; what does not fit is counted. Never blocks and
 * never throws. Thread-safe.
 */
final class KeepingSpanProcessor implements SpanProcessor {

  private final TraceKeeping keeping;
  private final long slowNanos;
  private final SpanProcessor batch;
  private final PipelineMetrics metrics;
  private final UnsampledTraces[] parts;

  /**
   * Keeps traces.
   *
   * @param batch takes sampled spans and exports them
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  KeepingSpanProcessor(
      TraceKeeping keeping,
      KeepLimits limits,
      SpanProcessor batch,
      PipelineMetrics metrics,
      LongSupplier nanoTime) {
    this.keeping = keeping;
    this.slowNanos = TimeUnit.MILLISECONDS.toNanos(keeping.slowMillis());
    this.batch = batch;
    this.metrics = metrics;
    this.parts = new UnsampledTraces[limits.parts()];
    KeepRate rate = new KeepRate(limits.keptPerSecond(), limits.keptAtOnce(), nanoTime.getAsLong());
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new UnsampledTraces(limits, rate, metrics, nanoTime);
    }
    metrics.unsampledHeld(this::heldSpans);
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    SpanContext ids = span.getSpanContext();
    if (!ids.isSampled()) {
      partOf(ids).started(ids.getTraceId(), isLocalRoot(span));
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    SpanContext ids = span.getSpanContext();
    if (ids.isSampled()) {
      return;
    }
    SpanData data = span.toSpanData();
    boolean localRoot = isLocalRoot(span);
    UnsampledTraces.Release release = partOf(ids).ended(data, localRoot, reason(data, localRoot));
    if (release == null) {
      return;
    }
    if (release.firstTime()) {
      metrics.traceKept(release.reason());
    }
    for (SpanData held : release.before()) {
      batch.onEnd(new KeptSpan(held, release.reason(), 0));
    }
    batch.onEnd(new KeptSpan(data, release.reason(), release.lostSpans()));
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** What would be the reason to keep the trace, if this span has the say. */
  private @Nullable KeptReason reason(SpanData span, boolean localRoot) {
    if (keeping.errors() && span.getStatus().getStatusCode() == StatusCode.ERROR) {
      return KeptReason.ERROR;
    }
    boolean slow =
        localRoot
            && slowNanos > 0
            && span.getEndEpochNanos() - span.getStartEpochNanos() >= slowNanos;
    return slow ? KeptReason.SLOW : null;
  }

  /** Opened by a request, a message or a job, and not below another span of this process. */
  private static boolean isLocalRoot(ReadableSpan span) {
    SpanContext parent = span.getParentSpanContext();
    return !parent.isValid() || parent.isRemote();
  }

  private UnsampledTraces partOf(SpanContext ids) {
    int hash = ids.getTraceId().hashCode();
    return parts[(hash ^ (hash >>> 16)) & (parts.length - 1)];
  }

  private double heldSpans() {
    double spans = 0;
    for (UnsampledTraces part : parts) {
      spans += part.heldSpans();
    }
    return spans;
  }
}
