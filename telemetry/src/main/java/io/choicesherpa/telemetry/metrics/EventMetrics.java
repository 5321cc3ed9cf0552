package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;

/** What is measured of events, from the outbox to their handlers. Thread-safe. */
public final class EventMetrics {

  private final CounterFamily published;
  private final CounterFamily processed;
  private final CounterFamily failed;
  private final CounterFamily deadLettered;
  private final HistogramFamily durations;
  private final GaugeDataPoint pendingInOutbox;
  private final GaugeDataPoint pendingInStream;

  /** Binds what can be bound beforehand. */
  public EventMetrics(Metrics metrics) {
    published = metrics.counter(StandardMetrics.EVENTS_PUBLISHED);
    processed = metrics.counter(StandardMetrics.EVENTS_PROCESSED);
    failed = metrics.counter(StandardMetrics.EVENTS_FAILED);
    deadLettered = metrics.counter(StandardMetrics.EVENTS_DEAD_LETTERED);
    durations = metrics.histogram(StandardMetrics.EVENT_PROCESSING_DURATION);
    GaugeFamily pending = metrics.gauge(StandardMetrics.EVENTS_PENDING);
    pendingInOutbox = pending.labels("outbox");
    pendingInStream = pending.labels("stream");
  }

  /** Makes the series of an event type exist at 0 before the first one is published. */
  public void expectPublished(String eventType) {
    published.labels(eventType);
  }

  /** Makes the series of an event type and its handler exist at 0 before the first one comes. */
  public void expectProcessed(String eventType, String handler) {
    processed.labels(eventType, handler);
    failed.labels(eventType, handler);
    deadLettered.labels(eventType, handler);
    durations.labels(eventType);
  }

  /** Events of a type handed over to the bus. */
  public CounterDataPoint published(String eventType) {
    return published.labels(eventType);
  }

  /** Events of a type that a handler has processed. */
  public CounterDataPoint processed(String eventType, String handler) {
    return processed.labels(eventType, handler);
  }

  /** Attempts of a handler that failed. */
  public CounterDataPoint failed(String eventType, String handler) {
    return failed.labels(eventType, handler);
  }

  /** Events of a type that a handler has given up. */
  public CounterDataPoint deadLettered(String eventType, String handler) {
    return deadLettered.labels(eventType, handler);
  }

  /** How long handlers took for events of a type, in seconds. */
  public DistributionDataPoint duration(String eventType) {
    return durations.labels(eventType);
  }

  /** Events not yet published. */
  public GaugeDataPoint pendingInOutbox() {
    return pendingInOutbox;
  }

  /** Events published and not yet processed by every handler. */
  public GaugeDataPoint pendingInStream() {
    return pendingInStream;
  }
}
