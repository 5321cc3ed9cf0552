package io.choicesherpa.telemetry.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** How a web framework tells which route it chose; asked after the request has been dispatched. */
@FunctionalInterface
public interface RouteResolver {

  /** Returns a template such as {@code /api/sessions/{id}}, or null when no route matched. */
  @Nullable String route(HttpServletRequest request);
}
