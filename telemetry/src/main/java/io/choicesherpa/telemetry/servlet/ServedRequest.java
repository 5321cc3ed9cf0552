package io.choicesherpa.telemetry.servlet;

import io.choicesherpa.telemetry.http.HttpServerScope;
import io.opentelemetry.context.Scope;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request's scope and response, kept as an attribute of the request over all its dispatches. */
final class ServedRequest {

  private static final Logger LOG = LoggerFactory.getLogger(TelemetryFilter.class);
  private static final String ATTRIBUTE = ServedRequest.class.getName();
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final HttpServerScope scope;
  private final CountingResponse response;
  private volatile @Nullable CountingResponse errorPage;
  private volatile @Nullable Throwable failure;
  private volatile boolean timedOut;

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

  /** The error page is written around what the first dispatch was given: it is counted apart. */
  CountingResponse errorPage(HttpServletResponse answer) {
    CountingResponse counting = new CountingResponse(answer);
    errorPage = counting;
    return counting;
  }

  /** A dispatch is over: what writers still hold goes to the container's buffer. */
  void dispatched() {
    response.drainWriter();
    CountingResponse page = errorPage;
    if (page != null) {
      page.drainWriter();
    }
    response.noteSent();
  }

  /**
   * Notes what nobody has caught. It is logged here, in the request's context: the container will
   * log it too, but after that context has ended. Only the first counts: the container hands the
   * same on, wrapped anew.
   */
  void failed(Throwable t) {
    if (failure != null) {
      return;
    }
    // Frameworks wrap whatever a handler throws; the cause is what happened.
    Throwable wrapped = t instanceof ServletException ? t.getCause() : null;
    Throwable cause = wrapped == null ? t : wrapped;
    failure = cause;
    boolean clientLeft = cause instanceof IOException && response.isCommitted();
    if (!clientLeft) {
      try (Scope ignored = scope.context().makeCurrent()) {
        LOG.atError().setCause(cause).log("Request failed, uncaught");
      }
    }
  }

  /** Asynchronous work has used up its time; what that leads to, its end shows. */
  void timedOut() {
    timedOut = true;
  }

  void end() {
    int status = response.sentStatus();
    if (timedOut && status < INTERNAL_SERVER_ERROR && brokenOff()) {
      failed(new TimeoutException("asynchronous request, its answer broken off"));
    }
    Throwable cause = failure;
    if (cause != null && status < 400 && !response.isCommitted()) {
      // What the container answers to an uncaught exception.
      status = INTERNAL_SERVER_ERROR;
    }
    scope.end(status, bytes(cause), cause);
  }

  /** Whether the container would have said so in the status, were the header not gone. */
  private boolean brokenOff() {
    return response.getStatus() >= INTERNAL_SERVER_ERROR;
  }

  /** Negative where the container writes an error page of its own, past all filters. */
  private long bytes(@Nullable Throwable cause) {
    CountingResponse page = errorPage;
    if (page != null) {
      return page.bytes();
    }
    boolean containersPage = response.errorSent() || (cause != null && !response.isCommitted());
    return containersPage ? -1 : response.bytes();
  }
}
