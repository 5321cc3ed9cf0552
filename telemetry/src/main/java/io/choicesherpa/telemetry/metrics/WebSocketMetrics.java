package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;

/** What is measured of WebSockets. Thread-safe. */
public final class WebSocketMetrics {

  private final GaugeDataPoint connectionsActive;
  private final CounterDataPoint messagesSent;

  /** Binds both series. */
  public WebSocketMetrics(Metrics metrics) {
    connectionsActive = metrics.gauge(StandardMetrics.WEBSOCKET_CONNECTIONS_ACTIVE).labels();
    messagesSent = metrics.counter(StandardMetrics.WEBSOCKET_MESSAGES_SENT).labels();
  }

  /** Connections open now. */
  public GaugeDataPoint connectionsActive() {
    return connectionsActive;
  }

  /** Messages sent to clients. */
  public CounterDataPoint messagesSent() {
    return messagesSent;
  }
}
