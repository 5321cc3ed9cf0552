package io.choicesherpa.benchmarks;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands where spans would be queued for export. A real queue overflows at the rate of a benchmark,
 * and dropping is cheaper than keeping.
 */
public final class DiscardingSpanProcessor implements SpanProcessor {

  private final LongAdder ended = new LongAdder();

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled()) {
      ended.increment();
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** How many sampled spans ended so far. */
  public long ended() {
    return ended.sum();
  }
}
