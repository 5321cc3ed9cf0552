package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.health.HealthChecks;
import io.choicesherpa.telemetry.health.HealthReport;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code GET /health}, {@code GET /health/ready} and {@code GET /health/startup}. A servlet of its
 * own, so that probes pass by the application's routes, converters and error pages.
 */
final class HealthServlet extends HttpServlet {

  static final String LIVENESS_PATH = "/health";
  static final String READINESS_PATH = "/health/ready";
  static final String STARTUP_PATH = "/health/startup";
  static final List<String> PATHS = List.of(LIVENESS_PATH, READINESS_PATH, STARTUP_PATH);

  private static final long serialVersionUID = 1L;

  private final transient HealthChecks checks;

  HealthServlet(HealthChecks checks) {
    this.checks = checks;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HealthReport report =
        switch (request.getServletPath()) {
          case READINESS_PATH -> checks.readiness();
          case STARTUP_PATH -> checks.startup();
          default -> checks.liveness();
        };
    byte[] body = report.toJson().getBytes(StandardCharsets.UTF_8);
    response.setStatus(report.httpStatus());
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
