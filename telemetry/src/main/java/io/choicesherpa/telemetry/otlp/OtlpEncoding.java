package io.choicesherpa.telemetry.otlp;

import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.jspecify.annotations.Nullable;

/**
 * Writes OTLP's bytes in place of the SDK's exporters: in one pass instead of two, and attributes
 * that come again and again as a copy of their bytes. Where and how they are sent stays with the
 * exporter that the SDK has configured. Redaction is part of it, since an attribute whose bytes are
 * known need not be looked through again.
 *
 * <p>Its {@link #componentLoader} is given to the SDK's set-up, and each exporter passed to {@link
 * #spans} or {@link #logRecords} right after it was made. For the thread that sets the SDK up; what
 * it returns is thread-safe.
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

  /** What takes spans for the receiver of this exporter; null if that one is not of OTLP. */
  public @Nullable OtlpBatch<SpanData> spans(SpanExporter exporter, Redactor redactor) {
    OtlpSender sender = senders.takeLast();
    return sender != null
            && (exporter instanceof OtlpGrpcSpanExporter
                || exporter instanceof OtlpHttpSpanExporter)
        ? new OtlpBatch<>(
            sender, new SpanEncoding(), redactor, MAX_MESSAGE_BYTES, exporter::shutdown)
        : null;
  }

  /** What takes records for the receiver of this exporter; null if that one is not of OTLP. */
  public @Nullable OtlpBatch<LogRecordData> logRecords(
      LogRecordExporter exporter, Redactor redactor) {
    OtlpSender sender = senders.takeLast();
    return sender != null
            && (exporter instanceof OtlpGrpcLogRecordExporter
                || exporter instanceof OtlpHttpLogRecordExporter)
        ? new OtlpBatch<>(
            sender, new LogRecordEncoding(), redactor, MAX_MESSAGE_BYTES, exporter::shutdown)
        : null;
  }
}
