package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.metrics.ExportedSignal;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.choicesherpa.telemetry.otlp.OtlpBatch;
import io.choicesherpa.telemetry.otlp.OtlpEncoding;
import io.choicesherpa.telemetry.redaction.RedactingLogRecordExporter;
import io.choicesherpa.telemetry.redaction.RedactingSpanExporter;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts an {@link ExportQueue} in the place of the SDK's batch processor for what goes out as OTLP,
 * while the SDK is set up. Exporters of another kind keep that processor, with redaction before
 * them. For the thread that sets the SDK up; {@link #waiting} is thread-safe.
 */
final class OtlpQueues {

  private final OtlpEncoding encoding;
  private final Redactor redactor;
  private final Delivery delivery;
  private final PipelineMetrics metrics;
  private final Map<ExportedSignal, ExportQueue<?, ?>> queues = new EnumMap<>(ExportedSignal.class);
  private @Nullable OtlpBatch<SpanData> spans;
  private @Nullable OtlpBatch<LogRecordData> logRecords;
  private boolean otherSpanExporters;
  private boolean otherLogRecordExporters;

  OtlpQueues(OtlpEncoding encoding, Redactor redactor, Delivery delivery, PipelineMetrics metrics) {
    this.encoding = encoding;
    this.redactor = redactor;
    this.delivery = delivery;
    this.metrics = metrics;
  }

  /** What the SDK is to have in place of an exporter: nothing, if its items go to our queue. */
  SpanExporter spanExporter(SpanExporter exporter) {
    OtlpBatch<SpanData> batch = encoding.spans(exporter, redactor);
    if (batch != null) {
      spans = batch;
      return SpanExporter.composite();
    }
    otherSpanExporters = true;
    return new RedactingSpanExporter(new WatchedSpanExporter(exporter, delivery), redactor);
  }

  /** What the SDK is to have in place of an exporter: nothing, if its items go to our queue. */
  LogRecordExporter logRecordExporter(LogRecordExporter exporter) {
    OtlpBatch<LogRecordData> batch = encoding.logRecords(exporter, redactor);
    if (batch != null) {
      logRecords = batch;
      return LogRecordExporter.composite();
    }
    otherLogRecordExporters = true;
    return new RedactingLogRecordExporter(
        new WatchedLogRecordExporter(exporter, delivery), redactor);
  }

  /** What the SDK is to have in place of a processor, or beside it. */
  SpanProcessor spanProcessor(SpanProcessor processor, ConfigProperties properties) {
    OtlpBatch<SpanData> batch = spans;
    if (batch == null || !(processor instanceof BatchSpanProcessor)) {
      return processor;
    }
    ExportQueue<ReadableSpan, SpanData> queue =
        new ExportQueue<>(
            ExportedSignal.TRACES,
            BatchLimits.of(properties, "otel.bsp"),
            batch,
            ReadableSpan::toSpanData,
            delivery,
            metrics,
            System::nanoTime);
    queue.start();
    queues.put(ExportedSignal.TRACES, queue);
    SpanProcessor exporting = new ExportingSpanProcessor(queue);
    if (otherSpanExporters) {
      return SpanProcessor.composite(processor, exporting);
    }
    var unused = processor.shutdown();
    return exporting;
  }

  /** What the SDK is to have in place of a processor, or beside it. */
  LogRecordProcessor logRecordProcessor(LogRecordProcessor processor, ConfigProperties properties) {
    OtlpBatch<LogRecordData> batch = logRecords;
    if (batch == null || !(processor instanceof BatchLogRecordProcessor)) {
      return processor;
    }
    ExportQueue<ReadWriteLogRecord, LogRecordData> queue =
        new ExportQueue<>(
            ExportedSignal.LOGS,
            BatchLimits.of(properties, "otel.blrp"),
            batch,
            ReadWriteLogRecord::toLogRecordData,
            delivery,
            metrics,
            System::nanoTime);
    queue.start();
    queues.put(ExportedSignal.LOGS, queue);
    LogRecordProcessor exporting = new ExportingLogRecordProcessor(queue);
    if (otherLogRecordExporters) {
      return LogRecordProcessor.composite(processor, exporting);
    }
    var unused = processor.shutdown();
    return exporting;
  }

  /**
   * How many items of the signal are in our queue or on their way from it; 0 where there is none.
   */
  int waiting(ExportedSignal signal) {
    ExportQueue<?, ?> queue = queues.get(signal);
    return queue == null ? 0 : queue.size();
  }
}
