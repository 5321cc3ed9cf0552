package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.health.HealthChecks;
import io.choicesherpa.telemetry.health.HealthReport;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The probes' routes of a WebFlux application, before its own routes and its security. Checks wait,
 * so they run where waiting is allowed.
 */
final class HealthWebFilter implements WebFilter, Ordered {

  private final HealthChecks checks;

  HealthWebFilter(HealthChecks checks) {
    this.checks = checks;
  }

  /** Right after the telemetry's own. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String path = exchange.getRequest().getPath().pathWithinApplication().value();
    if (!exchange.getRequest().getMethod().equals(HttpMethod.GET)
        || !HealthServlet.PATHS.contains(path)) {
      return chain.filter(exchange);
    }
    return Mono.fromCallable(() -> report(path))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(report -> write(exchange.getResponse(), report));
  }

  private HealthReport report(String path) {
    return switch (path) {
      case HealthServlet.READINESS_PATH -> checks.readiness();
      case HealthServlet.STARTUP_PATH -> checks.startup();
      default -> checks.liveness();
    };
  }

  private static Mono<Void> write(ServerHttpResponse response, HealthReport report) {
    byte[] body = report.toJson().getBytes(StandardCharsets.UTF_8);
    response.setStatusCode(HttpStatusCode.valueOf(report.httpStatus()));
    response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
    response.getHeaders().setCacheControl(CacheControl.noStore());
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }
}
