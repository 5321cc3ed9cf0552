package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Reads the library's settings from Spring's environment: the same names whether they stand in a
 * variable of the process, a system property or {@code application.properties}.
 */
final class SpringTelemetryConfig {

  private static final String OPEN_TELEMETRY_PREFIX = "OTEL_";

  /** Where the post-processor, which knows the main class, leaves its package. */
  static final String MAIN_PACKAGE = "telemetry.main-package";

  private static final String DEFAULT_NAME = "application";
  private static final List<String> NAMES =
      List.of(
          "LOG_LEVEL",
          "LOG_FILE",
          "LOG_FILE_MAX_BYTES",
          "LOG_FILE_MAX_FILES",
          "LOG_FLOOD_LIMIT",
          "OTLP_ENDPOINT",
          "OTLP_PROTOCOL",
          "OTLP_HEADERS",
          "TRACE_SAMPLE_RATE",
          "TRACE_KEEP_ERRORS",
          "TRACE_KEEP_SLOW_MILLIS",
          "METRICS_PORT",
          "METRICS_BIND_ADDRESS",
          "METRICS_TOKEN",
          "ENVIRONMENT",
          "REDACTION_RULES",
          "REDACTION_RULES_FILE",
          "REDACTION_HASH_SALT",
          "AUDIT_HEAD_FILE",
          "SENTRY_DSN",
          "SENTRY_IN_APP_INCLUDES");

  private SpringTelemetryConfig() {}

  /**
   * Reads and checks all settings.
   *
   * @throws ConfigurationException naming every mistake
   */
  static TelemetryConfig read(ConfigurableEnvironment environment) {
    Map<String, String> variables = new HashMap<>();
    for (String name : NAMES) {
      put(variables, name, environment);
    }
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> enumerable) {
        for (String name : enumerable.getPropertyNames()) {
          if (name.startsWith(OPEN_TELEMETRY_PREFIX)) {
            put(variables, name, environment);
          }
        }
      }
    }
    return TelemetryConfig.fromEnvironment(variables, identity(environment));
  }

  private static ApplicationIdentity identity(ConfigurableEnvironment environment) {
    String name = environment.getProperty("spring.application.name", "");
    return new ApplicationIdentity(
        name.isBlank() ? DEFAULT_NAME : name,
        environment.getProperty("spring.application.version"),
        environment.getProperty(MAIN_PACKAGE));
  }

  private static void put(
      Map<String, String> variables, String name, ConfigurableEnvironment environment) {
    String value = environment.getProperty(name);
    if (value != null) {
      variables.put(name, value);
    }
  }
}
