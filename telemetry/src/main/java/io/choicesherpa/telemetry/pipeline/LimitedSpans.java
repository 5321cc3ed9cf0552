package io.choicesherpa.telemetry.pipeline;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * Hands ended spans on with their values cut to a length, before they wait to be exported. The SDK
 * has such a limit itself, and asks it at each attribute that is set, of spans that nobody will
 * export as well; here it is asked once, of those that are. Thread-safe if the other is.
 *
 * @param exporting takes what is to be exported
 */
record LimitedSpans(SpanProcessor exporting, ValueLimit limit) implements SpanProcessor {

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    exporting.onStart(parentContext, span);
  }

  @Override
  public boolean isStartRequired() {
    return exporting.isStartRequired();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // What fits comes back as the same instance.
  public void onEnd(ReadableSpan span) {
    SpanContext ids = span.getSpanContext();
    if (ids.isSampled()) {
      SpanData data = span.toSpanData();
      SpanData cut = limit.cut(data);
      exporting.onEnd(cut == data ? span : new EndedSpan(ids, cut));
    }
  }

  @Override
  public boolean isEndRequired() {
    return exporting.isEndRequired();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporting.shutdown();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return exporting.forceFlush();
  }
}
