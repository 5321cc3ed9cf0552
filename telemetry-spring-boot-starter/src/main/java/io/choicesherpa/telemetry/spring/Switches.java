package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.env.PropertyResolver;

/**
 * The starter's switches. Spring's conditions take whatever is not {@code false} for on, its
 * conversion takes {@code off}, {@code no} and {@code 0} for off: a switch that is neither {@code
 * true} nor {@code false} would leave half of a part on.
 */
final class Switches {

  private static final Set<String> ALLOWED = Set.of("", "true", "false");

  private static final List<String> NAMES =
      List.of(
          "telemetry.enabled",
          "telemetry.http.enabled",
          "telemetry.with-span.enabled",
          "telemetry.websocket.enabled",
          "telemetry.http-client.enabled",
          "telemetry.tasks.enabled",
          "telemetry.jdbc.enabled",
          "telemetry.redis.enabled",
          "telemetry.health.enabled",
          "telemetry.json-logs.enabled",
          "telemetry.otlp-logs.enabled",
          "telemetry.errors.enabled",
          "telemetry.uncaught-errors.enabled",
          "telemetry.micrometer.enabled",
          "telemetry.metrics-listener.enabled");

  private Switches() {}

  /** Every switch that is set to something else than {@code true} or {@code false}. */
  static List<Problem> problems(PropertyResolver properties) {
    return NAMES.stream()
        .map(name -> new Problem(name, properties.getProperty(name, ""), "true or false"))
        .filter(problem -> !ALLOWED.contains(problem.value().strip().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
