package io.choicesherpa.console.receive;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the receivers took and turned away since start. Thread-safe. */
public final class ReceiverFigures {

  private final LongAdder requests = new LongAdder();
  private final LongAdder malformed = new LongAdder();
  private final LongAdder tooLarge = new LongAdder();
  private final LongAdder overloaded = new LongAdder();
  private final LongAdder invalidItems = new LongAdder();
  private final LongAdder dataPoints = new LongAdder();

  void request() {
    requests.increment();
  }

  void malformed() {
    malformed.increment();
  }

  void tooLarge() {
    tooLarge.increment();
  }

  void overloaded() {
    overloaded.increment();
  }

  void invalidItems(long count) {
    invalidItems.add(count);
  }

  void dataPoints(long count) {
    dataPoints.add(count);
  }

  /** Export requests that came, whatever became of them. */
  public long requests() {
    return requests.sum();
  }

  /** Requests whose body could not be read. */
  public long malformedRequests() {
    return malformed.sum();
  }

  /** Requests over the size limit. */
  public long tooLargeRequests() {
    return tooLarge.sum();
  }

  /** Requests turned away because too many were under way. */
  public long overloadedRequests() {
    return overloaded.sum();
  }

  /** Spans without a valid trace id or span id. */
  public long invalidSpans() {
    return invalidItems.sum();
  }

  /** Metric data points that came by OTLP and were not kept. */
  public long metricDataPoints() {
    return dataPoints.sum();
  }
}
