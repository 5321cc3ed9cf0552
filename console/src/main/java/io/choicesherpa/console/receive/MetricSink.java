package io.choicesherpa.console.receive;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;

/** Takes metrics that came by OTLP. Thread-safe; never throws for what a request holds. */
@FunctionalInterface
public interface MetricSink {

  /** Keeps what it can of {@code request} and tells what it could not. */
  Outcome accept(ExportMetricsServiceRequest request);

  /**
   * What became of a request.
   *
   * @param acceptedDataPoints data points kept, 0 or more
   * @param rejectedDataPoints data points not kept, 0 or more
   * @param reason why some were not kept, for the sender; empty when all were
   */
  record Outcome(long acceptedDataPoints, long rejectedDataPoints, String reason) {

    /** Checks the figures. */
    public Outcome {
      if (acceptedDataPoints < 0 || rejectedDataPoints < 0) {
        throw new IllegalArgumentException(
            "negative data points: " + acceptedDataPoints + ", " + rejectedDataPoints);
      }
    }
  }
}
