package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.context.ReactiveContext;
import io.choicesherpa.telemetry.http.HttpServerScope;
import io.choicesherpa.telemetry.http.HttpServerTelemetry;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Makes every request of a WebFlux application a unit of work, first in the chain. It ends with the
 * last byte of the response, or when the client has left; a failure that no handler caught ends it
 * once the application's error handling has chosen the status.
 */
final class TelemetryWebFilter implements WebFilter, Ordered {

  private static final Logger LOG = LoggerFactory.getLogger(TelemetryWebFilter.class);

  /**
   * {@code HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE}; spelt out so as not to need WebFlux.
   */
  private static final String ROUTE =
      "org.springframework.web.reactive.HandlerMapping.bestMatchingPattern";

  /** What the handler of static resources, the last resort for unknown paths, is mapped to. */
  private static final String EVERYTHING = "/**";

  private static final int OK = 200;
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final HttpServerTelemetry telemetry;
  private final ReactiveRouteOfRefused refused;

  TelemetryWebFilter(HttpServerTelemetry telemetry, ReactiveRouteOfRefused refused) {
    this.telemetry = telemetry;
    this.refused = refused;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return Mono.defer(() -> begin(exchange, chain));
  }

  private Mono<Void> begin(ServerWebExchange exchange, WebFilterChain chain) {
    ReactiveRequestView request = new ReactiveRequestView(exchange.getRequest());
    HttpHeaders headers = exchange.getResponse().getHeaders();
    if (telemetry.excludes(request.path())) {
      headers.set(
          HttpServerTelemetry.REQUEST_ID_HEADER,
          telemetry.requestId(request.header(HttpServerTelemetry.REQUEST_ID_HEADER)));
      return chain.filter(exchange);
    }
    HttpServerScope scope = telemetry.start(request);
    headers.set(HttpServerTelemetry.REQUEST_ID_HEADER, scope.requestId());
    String traceResponse = scope.traceResponse();
    if (traceResponse != null) {
      headers.set(HttpServerTelemetry.TRACE_RESPONSE_HEADER, traceResponse);
    }
    RoutedExchange routed = new RoutedExchange(exchange, scope);
    return chain
        .filter(routed)
        .doOnSuccess(done -> end(scope, routed, null))
        .doOnError(failure -> failed(scope, routed, failure))
        .doOnCancel(() -> end(scope, routed, new CancellationException("the client has left")))
        .contextWrite(context -> context.put(ReactiveContext.KEY, scope.context()));
  }

  /** The status is chosen by whoever handles errors, on the way out of the filters. */
  private void failed(HttpServerScope scope, RoutedExchange exchange, Throwable failure) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted()) {
      end(scope, exchange, failure);
      return;
    }
    response.beforeCommit(
        () ->
            Mono.fromRunnable(
                () -> {
                  int status = status(response, INTERNAL_SERVER_ERROR);
                  boolean broken = status >= INTERNAL_SERVER_ERROR;
                  if (broken) {
                    try (Scope ignored = scope.context().makeCurrent()) {
                      LOG.atError().setCause(failure).log("Request failed, uncaught");
                    }
                  }
                  end(scope, exchange, broken ? failure : null);
                }));
  }

  private void end(HttpServerScope scope, RoutedExchange exchange, @Nullable Throwable failure) {
    if (exchange.getAttributes().get(ROUTE) == null) {
      String route = refused.route(exchange);
      if (route != null) {
        scope.route(route);
      }
    }
    scope.end(status(exchange.getResponse(), OK), exchange.responseBytes(), failure);
  }

  private static int status(ServerHttpResponse response, int otherwise) {
    HttpStatusCode status = response.getStatusCode();
    return status == null ? otherwise : status.value();
  }

  /** The route that a value under {@link #ROUTE} says; null for none. */
  static @Nullable String route(String attribute, @Nullable Object value) {
    return value == null || !attribute.equals(ROUTE) || EVERYTHING.equals(value.toString())
        ? null
        : value.toString();
  }
}
