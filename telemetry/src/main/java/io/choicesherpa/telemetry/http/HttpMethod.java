package io.choicesherpa.telemetry.http;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The methods that metrics ({@code StandardMetrics}) and span names tell apart; whatever else a
 * client sends is {@link #OTHER}, so that it cannot grow the label set (OpenTelemetry's HTTP
 * semantic conventions, {@code http.request.method}).
 */
enum HttpMethod {
  GET,
  HEAD,
  POST,
  PUT,
  DELETE,
  CONNECT,
  OPTIONS,
  TRACE,
  PATCH,
  OTHER;

  private static final Map<String, HttpMethod> BY_NAME =
      Stream.of(values())
          .filter(method -> method != OTHER)
          .collect(Collectors.toUnmodifiableMap(HttpMethod::name, Function.identity()));

  /** Methods are case-sensitive (RFC 9110): {@code get} is not {@code GET}. */
  static HttpMethod of(String name) {
    return BY_NAME.getOrDefault(name, OTHER);
  }

  String label() {
    return this == OTHER ? "_OTHER" : name();
  }

  /** The span's name as long as no route is known. */
  String spanName() {
    return this == OTHER ? "HTTP" : name();
  }
}
