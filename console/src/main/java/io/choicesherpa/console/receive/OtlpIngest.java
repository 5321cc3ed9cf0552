package io.choicesherpa.console.receive;

import io.choicesherpa.console.store.LogSink;
import io.choicesherpa.console.store.Origin;
import io.choicesherpa.console.store.SpanIds;
import io.choicesherpa.console.store.StoredLog;
import io.choicesherpa.console.store.StoredSpan;
import io.choicesherpa.console.store.TraceId;
import io.choicesherpa.console.store.TraceSink;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes export requests of all three signals, whichever way they came, and says by partial success
 * what of them was not kept. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#partial-success">OTLP, partial
 *     success</a>
 */
public final class OtlpIngest {

  private final TraceSink traces;
  private final LogSink logs;
  private final MetricSink metrics;
  private final ReceiverFigures figures;

  /** Into these stores. */
  public OtlpIngest(TraceSink traces, LogSink logs, MetricSink metrics, ReceiverFigures figures) {
    this.traces = traces;
    this.logs = logs;
    this.metrics = metrics;
    this.figures = figures;
  }

  ReceiverFigures figures() {
    return figures;
  }

  ExportTraceServiceResponse traces(ExportTraceServiceRequest request) {
    List<StoredSpan> spans = new ArrayList<>();
    int invalid = 0;
    for (ResourceSpans resource : request.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        Origin origin = Origin.of(resource.getResource(), scope.getScope());
        for (Span span : scope.getSpansList()) {
          TraceId traceId = TraceId.of(span.getTraceId());
          long spanId = SpanIds.of(span.getSpanId());
          if (traceId == null || spanId == SpanIds.NONE) {
            invalid++;
          } else {
            spans.add(StoredSpan.of(traceId, spanId, span, origin));
          }
        }
      }
    }
    int refused = traces.accept(spans);
    figures.invalidItems(invalid);
    figures.taken(Signal.TRACES, spans.size() - refused, invalid + refused);
    if (invalid + refused == 0) {
      return ExportTraceServiceResponse.getDefaultInstance();
    }
    return ExportTraceServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportTracePartialSuccess.newBuilder()
                .setRejectedSpans(invalid + refused)
                .setErrorMessage(reason(invalid, refused)))
        .build();
  }

  private static String reason(int invalid, int refused) {
    String withoutId = "a span needs a trace id of 16 bytes and a span id of 8, not all zero";
    String full = "the trace fills its share of the store";
    return refused == 0 ? withoutId : invalid == 0 ? full : withoutId + "; " + full;
  }

  ExportLogsServiceResponse logs(ExportLogsServiceRequest request) {
    List<StoredLog> records = new ArrayList<>();
    for (ResourceLogs resource : request.getResourceLogsList()) {
      for (ScopeLogs scope : resource.getScopeLogsList()) {
        Origin origin = Origin.of(resource.getResource(), scope.getScope());
        for (LogRecord log : scope.getLogRecordsList()) {
          records.add(StoredLog.of(log, origin));
        }
      }
    }
    int refused = logs.accept(records);
    figures.taken(Signal.LOGS, records.size() - refused, refused);
    if (refused == 0) {
      return ExportLogsServiceResponse.getDefaultInstance();
    }
    return ExportLogsServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportLogsPartialSuccess.newBuilder()
                .setRejectedLogRecords(refused)
                .setErrorMessage("a log record larger than the store is not kept"))
        .build();
  }

  ExportMetricsServiceResponse metrics(ExportMetricsServiceRequest request) {
    MetricSink.Outcome outcome = metrics.accept(request);
    figures.taken(Signal.METRICS, outcome.acceptedDataPoints(), outcome.rejectedDataPoints());
    figures.dataPoints(outcome.rejectedDataPoints());
    if (outcome.rejectedDataPoints() == 0) {
      return ExportMetricsServiceResponse.getDefaultInstance();
    }
    return ExportMetricsServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportMetricsPartialSuccess.newBuilder()
                .setRejectedDataPoints(outcome.rejectedDataPoints())
                .setErrorMessage(outcome.reason()))
        .build();
  }
}
