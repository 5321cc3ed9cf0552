package io.choicesherpa.telemetry.config;

import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Checks OpenTelemetry's own variables, as far as this library's class path gives them a meaning,
 * so that their mistakes are told together with all others. The SDK would stop at the first one.
 *
 * <p>Source: OpenTelemetry's environment variable specification and the Java SDK's
 * autoconfiguration.
 */
final class OpenTelemetryVariables {

  private static final String PREFIX = "OTEL_";
  private static final Set<String> DURATIONS =
      Set.of(
          "OTEL_BSP_SCHEDULE_DELAY",
          "OTEL_BSP_EXPORT_TIMEOUT",
          "OTEL_BLRP_SCHEDULE_DELAY",
          "OTEL_BLRP_EXPORT_TIMEOUT",
          "OTEL_EXPORTER_OTLP_TIMEOUT",
          "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT",
          "OTEL_EXPORTER_OTLP_LOGS_TIMEOUT");
  private static final Set<String> SIZES =
      Set.of(
          "OTEL_BSP_MAX_QUEUE_SIZE",
          "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
          "OTEL_BLRP_MAX_QUEUE_SIZE",
          "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE",
          "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT",
          "OTEL_ATTRIBUTE_COUNT_LIMIT",
          "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT",
          "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT",
          "OTEL_SPAN_EVENT_COUNT_LIMIT",
          "OTEL_SPAN_LINK_COUNT_LIMIT",
          "OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT",
          "OTEL_LINK_ATTRIBUTE_COUNT_LIMIT");
  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "OTEL_TRACES_SAMPLER",
          List.of(
              "always_on",
              "always_off",
              "traceidratio",
              "parentbased_always_on",
              "parentbased_always_off",
              "parentbased_traceidratio"),
          "OTEL_EXPORTER_OTLP_COMPRESSION",
          List.of("gzip", "none"),
          "OTEL_SDK_DISABLED",
          List.of("true", "false"),
          "OTEL_TRACES_EXPORTER",
          List.of("otlp", "none"),
          "OTEL_LOGS_EXPORTER",
          List.of("otlp", "none"));
  private static final Set<String> PROPAGATORS = Set.of("tracecontext", "baggage", "none");
  private static final Set<String> DURATION_UNITS = Set.of("", "ms", "s", "m", "h", "d");

  private final Map<String, String> variables;
  private final List<Problem> problems = new ArrayList<>();

  private OpenTelemetryVariables(Map<String, String> variables) {
    this.variables = variables;
  }

  /** Every mistake in {@code variables}, by name; those without the prefix are passed over. */
  static List<Problem> problems(Map<String, String> variables) {
    return new OpenTelemetryVariables(variables).check();
  }

  private List<Problem> check() {
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX) && !value.isBlank()) {
                check(name, value.trim());
              }
            });
    return problems;
  }

  private void check(String name, String value) {
    List<String> choices = CHOICES.get(name);
    if (choices != null) {
      require(name, value, choices::contains, "one of " + String.join(", ", choices));
    } else if (DURATIONS.contains(name)) {
      require(
          name, value, OpenTelemetryVariables::isDuration, "milliseconds, or such as 500ms or 5s");
    } else if (SIZES.contains(name)) {
      require(name, value, text -> number(text) > 0, "a whole number from 1 to 2147483647");
    } else if (name.equals("OTEL_TRACES_SAMPLER_ARG")) {
      require(name, value, OpenTelemetryVariables::isRatio, "a number from 0 to 1, such as 0.1");
    } else if (name.equals("OTEL_PROPAGATORS")) {
      require(
          name,
          value,
          text ->
              List.of(text.split(",", -1)).stream()
                  .map(String::trim)
                  .allMatch(PROPAGATORS::contains),
          "tracecontext and baggage with a comma between, or none");
    } else if (name.equals("OTEL_RESOURCE_ATTRIBUTES")) {
      require(
          name,
          value,
          text -> Stream.of(text.split(",", -1)).allMatch(OpenTelemetryVariables::isPairOrNothing),
          "key=value pairs with commas between");
    }
  }

  private void require(String name, String value, Predicate<String> allowed, String text) {
    if (!allowed.test(value)) {
      problems.add(new Problem(name, value, text));
    }
  }

  private static boolean isDuration(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    return number(text.substring(0, digits)) >= 0
        && DURATION_UNITS.contains(text.substring(digits).trim().toLowerCase(Locale.ROOT));
  }

  private static boolean isPairOrNothing(String text) {
    return text.isBlank() || !text.substring(0, Math.max(0, text.indexOf('='))).isBlank();
  }

  private static boolean isRatio(String text) {
    try {
      double ratio = Double.parseDouble(text);
      return ratio >= 0 && ratio <= 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
