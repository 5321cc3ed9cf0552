package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.metrics.HoldingLoss;
import io.choicesherpa.telemetry.metrics.KeptReason;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One part of the unsampled traces: those with open spans, with what is held of them, and those
 * that were lately kept. Both in the order in which they came, so that the oldest make room.
 *
 * <p>A span has the say over its trace when it is a local root, or when no local root is open any
 * more: the failure of an asynchronous piece of work after the response is nobody's to handle. An
 * error below an open root is the root's affair, which may well have handled it.
 *
 * <p>Thread-safe; nothing is done under the lock but this bookkeeping.
 */
final class UnsampledTraces {

  private final KeepLimits limits;
  private final KeepRate rate;
  private final PipelineMetrics metrics;
  private final LongSupplier nanoTime;
  private final Map<String, UnsampledTrace> open = new LinkedHashMap<>();
  private final Map<String, Keeping> kept = new LinkedHashMap<>();
  private long heldBytes;
  private int heldSpans;

  /**
   * What is to be exported.
   *
   * @param before spans held until now, oldest first; the one that has just ended comes after them
   * @param firstTime whether this is the decision itself, and not a span that follows it
   * @param lostSpans how many of the trace's spans could not be held
   */
  record Release(KeptReason reason, List<SpanData> before, boolean firstTime, int lostSpans) {}

  /** A decision, and until when it holds. */
  record Keeping(KeptReason reason, long untilNanos) {}

  UnsampledTraces(
      KeepLimits limits, KeepRate rate, PipelineMetrics metrics, LongSupplier nanoTime) {
    this.limits = limits;
    this.rate = rate;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  synchronized void started(String traceId, boolean localRoot) {
    UnsampledTrace trace = open.get(traceId);
    if (trace == null) {
      // The clock is read for a trace and not for each span: it costs as much as all the rest.
      long nowNanos = nanoTime.getAsLong();
      forgetOverdue(nowNanos);
      if (open.size() >= limits.tracesOfPart()) {
        forgetOldest(HoldingLoss.MEMORY);
      }
      trace = new UnsampledTrace(nowNanos);
      trace.keeping = kept.get(traceId);
      open.put(traceId, trace);
    }
    trace.openSpans++;
    if (localRoot) {
      trace.openRoots++;
    }
  }

  /**
   * Notes the end of a span.
   *
   * @param reason why the trace would be kept if this span has the say; null for no reason
   * @return what is to be exported, or null
   */
  synchronized @Nullable Release ended(
      SpanData span, boolean localRoot, @Nullable KeptReason reason) {
    UnsampledTrace trace = open.get(span.getTraceId());
    if (trace == null) {
      trace = forgotten(localRoot);
      trace.keeping = kept.get(span.getTraceId());
    }
    trace.openSpans--;
    if (localRoot) {
      trace.openRoots--;
    }
    Keeping keeping = trace.keeping;
    boolean decided = keeping != null && keeping.untilNanos() - nanoTime.getAsLong() > 0;
    if (!decided) {
      boolean hasTheSay = localRoot || trace.openRoots <= 0;
      keeping = hasTheSay && reason != null ? decide(reason, trace) : null;
      trace.keeping = keeping;
    }
    if (keeping == null) {
      holdOrLetGo(trace, span);
      return null;
    }
    List<SpanData> before = take(trace);
    if (trace.openSpans <= 0) {
      open.remove(span.getTraceId());
      remember(span.getTraceId(), keeping);
    }
    int lostSpans = trace.lostSpans;
    trace.lostSpans = 0;
    return new Release(keeping.reason(), before, !decided, lostSpans);
  }

  synchronized int heldSpans() {
    return heldSpans;
  }

  /** A trace that had to make room: its roots still have their say, its other spans are gone. */
  private static UnsampledTrace forgotten(boolean localRoot) {
    UnsampledTrace trace = new UnsampledTrace(0);
    trace.openSpans = 1;
    trace.openRoots = localRoot ? 1 : Integer.MAX_VALUE;
    return trace;
  }

  private @Nullable Keeping decide(KeptReason reason, UnsampledTrace trace) {
    long nowNanos = nanoTime.getAsLong();
    if (rate.take(nowNanos)) {
      return new Keeping(reason, nowNanos + limits.follow().toNanos());
    }
    metrics.unsampledLost(HoldingLoss.RATE, trace.spans.size() + 1L);
    return null;
  }

  private void holdOrLetGo(UnsampledTrace trace, SpanData span) {
    if (trace.openSpans <= 0) {
      open.remove(span.getTraceId());
      take(trace);
      return;
    }
    if (trace.spans.size() >= limits.spansPerTrace()) {
      lose(trace, 1, HoldingLoss.TRACE_SIZE);
      return;
    }
    long bytes = SpanSize.estimateBytes(span);
    trace.hold(span, bytes);
    heldBytes += bytes;
    heldSpans++;
    if (heldBytes > limits.bytesOfPart()) {
      makeRoom();
    }
  }

  /** The oldest traces lose what is held of them, but are still known. */
  private void makeRoom() {
    for (UnsampledTrace oldest : open.values()) {
      if (heldBytes <= limits.bytesOfPart()) {
        return;
      }
      int spans = oldest.spans.size();
      take(oldest);
      lose(oldest, spans, HoldingLoss.MEMORY);
    }
  }

  private void forgetOverdue(long nowNanos) {
    while (!open.isEmpty()
        && nowNanos - open.values().iterator().next().startNanos > limits.age().toNanos()) {
      forgetOldest(HoldingLoss.AGE);
    }
    Iterator<Keeping> keepings = kept.values().iterator();
    while (keepings.hasNext() && keepings.next().untilNanos() - nowNanos <= 0) {
      keepings.remove();
    }
  }

  private void forgetOldest(HoldingLoss loss) {
    Iterator<UnsampledTrace> traces = open.values().iterator();
    UnsampledTrace oldest = traces.next();
    traces.remove();
    lose(oldest, take(oldest).size(), loss);
  }

  private void lose(UnsampledTrace trace, int spans, HoldingLoss loss) {
    if (spans > 0) {
      trace.lostSpans += spans;
      metrics.unsampledLost(loss, spans);
    }
  }

  private List<SpanData> take(UnsampledTrace trace) {
    heldBytes -= trace.bytes;
    heldSpans -= trace.spans.size();
    return trace.takeSpans();
  }

  private void remember(String traceId, Keeping keeping) {
    if (kept.size() >= limits.tracesOfPart()) {
      Iterator<String> traces = kept.keySet().iterator();
      traces.next();
      traces.remove();
    }
    kept.putIfAbsent(traceId, keeping);
  }
}
