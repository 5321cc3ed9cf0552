package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.config.ConfigurationException;
import org.springframework.boot.ExitCodeGenerator;

/** Ends the start of an application with {@link ConfigurationException#EXIT_CODE}. */
final class InvalidTelemetryConfigurationException extends RuntimeException
    implements ExitCodeGenerator {

  private static final long serialVersionUID = 1L;

  InvalidTelemetryConfigurationException(ConfigurationException cause) {
    super(cause.getMessage(), cause);
  }

  @Override
  public int getExitCode() {
    return ConfigurationException.EXIT_CODE;
  }
}
