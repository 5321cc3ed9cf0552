package io.choicesherpa.telemetry.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The answer to a probe. Immutable.
 *
 * @param healthy whether the answer's HTTP status is 200 and not 503
 * @param status {@code ok} for liveness; {@code ready} or {@code not_ready} for readiness; {@code
 *     started} or {@code starting} for start-up
 * @param checks each check's name with {@code ok} or {@code fail}, in the order of registration;
 *     only of readiness
 */
public record HealthReport(boolean healthy, String status, Map<String, String> checks) {

  static final HealthReport ALIVE = new HealthReport(true, "ok", Map.of());

  /** Copies the map and keeps its order. */
  public HealthReport {
    checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
  }

  static HealthReport startup(boolean started) {
    return new HealthReport(started, started ? "started" : "starting", Map.of());
  }

  static HealthReport readiness(boolean ready, Map<String, String> checks) {
    return new HealthReport(ready, ready ? "ready" : "not_ready", checks);
  }

  /** 200 or 503. */
  public int httpStatus() {
    return healthy ? 200 : 503;
  }

  /** The body of the answer. Names and states need no escapes. */
  public String toJson() {
    String head = "{\"status\":\"" + status + "\"";
    if (checks.isEmpty()) {
      return head + "}";
    }
    return checks.entrySet().stream()
        .map(check -> "\"" + check.getKey() + "\":\"" + check.getValue() + "\"")
        .collect(Collectors.joining(",", head + ",\"checks\":{", "}}"));
  }
}
