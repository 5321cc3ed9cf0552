package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.http.HttpServerScope;
import io.choicesherpa.telemetry.servlet.RouteResolver;
import io.choicesherpa.telemetry.servlet.TelemetryFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Names the request's span by its route before the handler runs, so that its lines have it too. */
final class RouteInterceptor implements HandlerInterceptor {

  private final RouteResolver routes;

  RouteInterceptor(RouteResolver routes) {
    this.routes = routes;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    HttpServerScope scope = TelemetryFilter.scopeOf(request);
    String route = scope == null ? null : routes.route(request);
    if (scope != null && route != null && request.getDispatcherType() == DispatcherType.REQUEST) {
      scope.route(route);
    }
    return true;
  }
}
