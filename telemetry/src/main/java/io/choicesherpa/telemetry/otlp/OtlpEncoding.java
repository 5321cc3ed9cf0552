package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * Writes OTLP's bytes in place of the SDK's exporters: in one pass instead of two, and attributes
 * that come again and again as a copy of their bytes. Where and how they are sent stays with the
 * exporter that the SDK has configured.
 *
 * <p>Its {@link #componentLoader} is given to the SDK's set-up, and each exporter passed through
 * {@link #span} or {@link #logRecord} right after it was made. For the thread that sets the SDK up;
 * what it returns is thread-safe.
 */
public final class OtlpEncoding {

  /** Below the 4 MiB that a gRPC server takes of a message unless told otherwise. */
  private static final int MAX_MESSAGE_BYTES = 3 << 20;

  private final SenderWatch senders;

  /**
   * @param loader where the SDK finds its parts
   */
  public OtlpEncoding(ComponentLoader loader) {
    senders = new SenderWatch(loader);
  }

  /** Where the SDK is to look for its parts. */
  public ComponentLoader componentLoader() {
    return senders;
  }

  /** An exporter to the same receiver; an exporter that is not of OTLP as it is. */
  public SpanExporter span(SpanExporter exporter) {
    OtlpSender sender = senders.takeLast();
    return sender != null
            && (exporter instanceof OtlpGrpcSpanExporter
                || exporter instanceof OtlpHttpSpanExporter)
        ? new EncodedSpanExporter(
            exporter, new Export<>(sender, SpanRequest::new, MAX_MESSAGE_BYTES))
        : exporter;
  }

  /** An exporter to the same receiver; an exporter that is not of OTLP as it is. */
  public LogRecordExporter logRecord(LogRecordExporter exporter) {
    OtlpSender sender = senders.takeLast();
    return sender != null
            && (exporter instanceof OtlpGrpcLogRecordExporter
                || exporter instanceof OtlpHttpLogRecordExporter)
        ? new EncodedLogRecordExporter(
            exporter, new Export<>(sender, LogRequest::new, MAX_MESSAGE_BYTES))
        : exporter;
  }
}
