package io.choicesherpa.telemetry.spring;

import java.io.UncheckedIOException;

/** The metrics listener cannot be opened: the port is taken, or the address is not ours. */
final class MetricsListenerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MetricsListenerException(UncheckedIOException cause) {
    super(cause.getMessage(), cause);
  }
}
