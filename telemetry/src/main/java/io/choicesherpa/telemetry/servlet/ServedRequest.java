package io.choicesherpa.telemetry.servlet;

import io.choicesherpa.telemetry.http.HttpServerScope;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/** A request's scope and response, kept as an attribute of the request over all its dispatches. */
final class ServedRequest {

  private static final String ATTRIBUTE = ServedRequest.class.getName();
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final HttpServerScope scope;
  private final CountingResponse response;
  private volatile @Nullable Throwable failure;

  ServedRequest(HttpServerScope scope, CountingResponse response) {
    this.scope = scope;
    this.response = response;
  }

  /** Returns what a former dispatch has stored, or null when this is the request's first. */
  static @Nullable ServedRequest of(ServletRequest request) {
    return (ServedRequest) request.getAttribute(ATTRIBUTE);
  }

  void storeIn(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  HttpServerScope scope() {
    return scope;
  }

  CountingResponse response() {
    return response;
  }

  void failed(Throwable t) {
    failure = t;
  }

  void end() {
    Throwable cause = failure;
    int status = response.getStatus();
    if (cause != null && status < 400 && !response.isCommitted()) {
      // What the container answers to an uncaught exception.
      status = INTERNAL_SERVER_ERROR;
    }
    scope.end(status, response.bytes(), cause);
  }
}
