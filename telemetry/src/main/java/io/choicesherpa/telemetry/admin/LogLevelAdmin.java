package io.choicesherpa.telemetry.admin;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.sun.net.httpserver.HttpExchange;
import io.choicesherpa.telemetry.audit.AuditEvent;
import io.choicesherpa.telemetry.audit.AuditLog;
import io.choicesherpa.telemetry.audit.AuditOutcome;
import io.choicesherpa.telemetry.json.Json;
import io.choicesherpa.telemetry.logging.LevelOverride;
import io.choicesherpa.telemetry.logging.LevelOverrides;
import io.choicesherpa.telemetry.metrics.AdminRoute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The route {@value #PATH} of the metrics listener, which changes a logger's level for a while:
 * {@code PUT} with {@code {"logger":"io.choicesherpa","level":"debug","expires_in_seconds":600}},
 * {@code GET} for what is changed now, {@code DELETE} to bring all levels back, or one with {@code
 * ?logger=}. Each change is a line of the audit trail, the expiry too, and so is it when somebody
 * without the token asks. Mistakes are answered with problem details (RFC 9457) that name all of
 * them. Thread-safe.
 */
public final class LogLevelAdmin implements AdminRoute, AutoCloseable {

  /** Where it is: {@value}. */
  public static final String PATH = "/admin/log-level";

  /**
   * One refusal in this time is audited: anyone who reaches the port can make as many as they like,
   * and the trail knows no limit of its own.
   */
  private static final Duration REFUSAL_INTERVAL = Duration.ofMinutes(1);

  private static final String QUERY_NAME = "logger=";
  private static final int MAX_BODY_BYTES = 4096;

  private final LevelOverrides overrides;
  private final AuditLog audit;
  private final Clock clock;
  private final AtomicLong refusalAuditedMillis = new AtomicLong();

  /** For the loggers of {@code context}; what is done is told to {@code audit}. */
  public LogLevelAdmin(LoggerContext context, AuditLog audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
    this.overrides =
        new LevelOverrides(context, clock, expired -> record("log_level.expire", expired));
  }

  /** The route for the metrics listener. */
  public Map<String, AdminRoute> routes() {
    return Map.of(PATH, this);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        dispatch(exchange);
      } catch (InvalidRequestException e) {
        problem(exchange, 400, "Bad Request", e.mistakes());
      }
    }
  }

  @Override
  public void refused() {
    long now = clock.millis();
    long last = refusalAuditedMillis.get();
    boolean due = now < last || now - last >= REFUSAL_INTERVAL.toMillis();
    if (due && refusalAuditedMillis.compareAndSet(last, now)) {
      audit.record(new AuditEvent("log_level.access", AuditOutcome.DENIED, null, null, null));
    }
  }

  private void dispatch(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> answerOverrides(exchange);
      case "PUT" -> put(exchange);
      case "DELETE" -> delete(exchange);
      default -> {
        exchange.getResponseHeaders().set("Allow", "GET, PUT, DELETE");
        problem(exchange, 405, "Method Not Allowed", List.of());
      }
    }
  }

  private void put(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      problem(exchange, 413, "Content Too Large", List.of("at most 4096 bytes are read"));
      return;
    }
    LogLevelRequest request = LogLevelRequest.parse(new String(body, StandardCharsets.UTF_8));
    LevelOverride override = overrides.set(request.logger(), request.level(), request.duration());
    if (override == null) {
      problem(
          exchange,
          409,
          "Conflict",
          List.of(
              LevelOverrides.MAX_OVERRIDES
                  + " loggers have a changed level already; DELETE brings them back"));
      return;
    }
    record("log_level.set_" + text(override.level()), override);
    answer(exchange, 200, "application/json", json(override));
  }

  private void delete(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    if (query == null) {
      overrides.list().forEach(override -> reset(override.logger()));
    } else if (!query.startsWith(QUERY_NAME)) {
      throw new InvalidRequestException(List.of("the only parameter allowed is logger"));
    } else if (!reset(query.substring(QUERY_NAME.length()))) {
      problem(exchange, 404, "Not Found", List.of("this logger's level is not changed"));
      return;
    }
    answerOverrides(exchange);
  }

  private boolean reset(String logger) {
    if (overrides.list().stream().noneMatch(o -> o.logger().equalsIgnoreCase(logger))) {
      return false;
    }
    LevelOverride override = overrides.reset(logger);
    if (override == null) {
      return false;
    }
    record("log_level.reset", override);
    return true;
  }

  /** Whoever has the token is not known by name. */
  private void record(String action, LevelOverride override) {
    audit.record(new AuditEvent(action, AuditOutcome.SUCCESS, null, "logger", override.logger()));
  }

  private void answerOverrides(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        "application/json",
        overrides.list().stream()
            .map(LogLevelAdmin::json)
            .collect(Collectors.joining(",", "{\"overrides\":[", "]}")));
  }

  private static String json(LevelOverride override) {
    Level former = override.former();
    return "{\"logger\":"
        + Json.quote(override.logger())
        + ",\"level\":"
        + Json.quote(text(override.level()))
        + ",\"former_level\":"
        + (former == null ? "null" : Json.quote(text(former)))
        + ",\"expires_at\":"
        + Json.quote(override.expiresAt().toString())
        + "}";
  }

  private static String text(Level level) {
    return level.toString().toLowerCase(Locale.ROOT);
  }

  private static void problem(
      HttpExchange exchange, int status, String title, List<String> mistakes) throws IOException {
    answer(
        exchange,
        status,
        "application/problem+json",
        "{\"title\":"
            + Json.quote(title)
            + ",\"status\":"
            + status
            + mistakes.stream()
                .map(Json::quote)
                .collect(Collectors.joining(",", ",\"errors\":[", "]}")));
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = (body + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Brings all levels back. */
  @Override
  public void close() {
    overrides.close();
  }
}
