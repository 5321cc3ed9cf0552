package io.choicesherpa.telemetry.test;

import io.choicesherpa.telemetry.redaction.RedactingSpanExporter;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every span from its start to its end, sampled or not, redacted as for export. Thread-safe.
 */
final class SpanRecorder implements SpanProcessor {

  private final SpanExporter redacting;
  private final Map<String, ReadableSpan> open = new LinkedHashMap<>();
  private final List<SpanData> ended = new ArrayList<>();

  SpanRecorder(Redactor redactor) {
    redacting = new RedactingSpanExporter(new Kept(), redactor);
  }

  /** The spans that have ended, in the order of their ends. */
  synchronized List<CapturedSpan> ended() {
    return ended.stream().map(data -> new CapturedSpan(data, this)).toList();
  }

  /** The spans that have begun and not ended, in the order of their starts. */
  synchronized List<CapturedSpan> open() {
    return open.values().stream().map(span -> new CapturedSpan(span.toSpanData(), this)).toList();
  }

  /** The span of this id, open or ended, or null if it is not one of this process. */
  synchronized @Nullable CapturedSpan find(String spanId) {
    return Stream.concat(ended().stream(), open().stream())
        .filter(span -> span.spanId().equals(spanId))
        .findFirst()
        .orElse(null);
  }

  /** Forgets everything; a span that is open now is not kept when it ends. */
  synchronized void clear() {
    open.clear();
    ended.clear();
  }

  @Override
  public synchronized void onStart(Context parentContext, ReadWriteSpan span) {
    open.put(span.getSpanContext().getSpanId(), span);
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public synchronized void onEnd(ReadableSpan span) {
    if (open.remove(span.getSpanContext().getSpanId()) != null) {
      redacting.export(List.of(span.toSpanData()));
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** Called by {@link #onEnd} alone, so the recorder's lock is held. */
  private final class Kept implements SpanExporter {

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      ended.addAll(spans);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
