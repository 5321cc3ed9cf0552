package io.choicesherpa.telemetry.redaction;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Stands before another exporter and hides what must not leave: in names, attributes, events (and
 * with them exceptions' messages and stacks), links, status descriptions and the resource. Runs on
 * the export's thread; clean spans pass as they are.
 */
public final class RedactingSpanExporter implements SpanExporter {
  private final SpanExporter next;
  private final Redactor redactor;
  private final CleanAttributes cleaner;

  public RedactingSpanExporter(SpanExporter next, Redactor redactor) {
    this.next = next;
    this.redactor = redactor;
    this.cleaner = new CleanAttributes(redactor);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    List<SpanData> clean = new ArrayList<>(spans.size());
    for (SpanData span : spans) {
      clean.add(CleanSpan.of(span, redactor, cleaner));
    }
    return next.export(clean);
  }

  @Override
  public CompletableResultCode flush() {
    return next.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }

  @Override
  public String toString() {
    return "RedactingSpanExporter{" + next + "}";
  }
}
