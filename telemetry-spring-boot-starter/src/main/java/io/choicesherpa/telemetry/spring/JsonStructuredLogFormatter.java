package io.choicesherpa.telemetry.spring;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.logging.JsonLogEncoder;
import io.choicesherpa.telemetry.redaction.Redactor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** The library's log line, where Spring Boot asks for a structured format. Thread-safe. */
public final class JsonStructuredLogFormatter implements StructuredLogFormatter<ILoggingEvent> {

  private final JsonLogEncoder encoder;

  /** Made by Spring's logging system, which has the environment and no beans yet. */
  public JsonStructuredLogFormatter(Environment environment) {
    TelemetryConfig config = SpringTelemetryConfig.read((ConfigurableEnvironment) environment);
    encoder =
        new JsonLogEncoder(
            config.serviceName(), config.environment(), Redactor.of(config.redaction()), true);
  }

  @Override
  public String format(ILoggingEvent event) {
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  /** Always UTF-8: JSON between systems is (RFC 8259, section 8.1). */
  @Override
  public byte[] formatAsBytes(ILoggingEvent event, Charset charset) {
    return encoder.encode(event);
  }
}
