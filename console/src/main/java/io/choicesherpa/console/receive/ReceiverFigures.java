package io.choicesherpa.console.receive;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the receivers took and turned away since start. Thread-safe. */
public final class ReceiverFigures {

  private final LongAdder requests = new LongAdder();
  private final LongAdder malformed = new LongAdder();
  private final LongAdder tooLarge = new LongAdder();
  private final LongAdder overloaded = new LongAdder();
  private final LongAdder invalidItems = new LongAdder();
  private final LongAdder dataPoints = new LongAdder();

  private final Map<Signal, Counters> signals = new EnumMap<>(Signal.class);

  private static final class Counters {
    final LongAdder requests = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder refused = new LongAdder();
  }

  /** All zero. */
  public ReceiverFigures() {
    for (Signal signal : Signal.values()) {
      signals.put(signal, new Counters());
    }
  }

  private Counters of(Signal signal) {
    return Objects.requireNonNull(signals.get(signal));
  }

  void taken(Signal signal, long acceptedItems, long refusedItems) {
    Counters counters = of(signal);
    counters.requests.increment();
    counters.accepted.add(acceptedItems);
    counters.refused.add(refusedItems);
  }

  void malformed(Signal signal) {
    malformed.increment();
    of(signal).malformed.increment();
  }

  /** What became of the signal's requests and items. */
  public SignalFigures signal(Signal signal) {
    Counters counters = of(signal);
    return new SignalFigures(
        counters.requests.sum(),
        counters.malformed.sum(),
        counters.accepted.sum(),
        counters.refused.sum());
  }

  void request() {
    requests.increment();
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
