package io.choicesherpa.telemetry.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the variables of a metrics listener that cannot be opened, in place of a stack trace. */
final class MetricsListenerFailureAnalyzer
    extends AbstractFailureAnalyzer<MetricsListenerException> {

  MetricsListenerFailureAnalyzer() {}

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, MetricsListenerException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Set METRICS_PORT to another port (0 for any free one) and METRICS_BIND_ADDRESS to an"
            + " address of this machine, or end what listens there.",
        cause);
  }
}
