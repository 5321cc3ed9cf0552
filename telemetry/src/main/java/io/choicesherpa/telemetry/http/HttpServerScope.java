package io.choicesherpa.telemetry.http;

import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.logging.LinePlace;
import io.choicesherpa.telemetry.metrics.HttpMetrics;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/**
 * One request on its way. It may go from thread to thread; {@link #end} counts once, the first time
 * it is called, from whichever thread.
 *
 * <p>Thread-safe.
 */
public final class HttpServerScope {

  private static final LinePlace LINES =
      new LinePlace(LoggerFactory.getLogger("io.choicesherpa.telemetry.http"));

  private static final int MAX_FIELDS = 6;

  private final Context context;
  private final Span span;
  private final boolean ownsSpan;
  private final HttpMethod method;
  private final long startNanos;
  private final LongSupplier nanoTime;
  private final HttpMetrics metrics;
  private final GaugeDataPoint inFlight;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable String route;

  HttpServerScope(
      Context context,
      Span span,
      boolean ownsSpan,
      HttpMethod method,
      long startNanos,
      LongSupplier nanoTime,
      HttpMetrics metrics) {
    this.context = context;
    this.span = span;
    this.ownsSpan = ownsSpan;
    this.method = method;
    this.startNanos = startNanos;
    this.nanoTime = nanoTime;
    this.metrics = metrics;
    this.inFlight = metrics.inFlight(method.label());
    inFlight.inc();
  }

  /** The context to work in: span, baggage and {@link RequestContext}. */
  public Context context() {
    return context;
  }

  /** The request's id; never empty. */
  public String requestId() {
    RequestContext request = RequestContext.from(context);
    return Objects.requireNonNull(Objects.requireNonNull(request).requestId());
  }

  /**
   * The value of the {@code traceresponse} header (W3C Trace Context Level 2), or null when there
   * is no valid span.
   */
  public @Nullable String traceResponse() {
    SpanContext ids = span.getSpanContext();
    return ids.isValid()
        ? "00-" + ids.getTraceId() + "-" + ids.getSpanId() + "-" + ids.getTraceFlags().asHex()
        : null;
  }

  /**
   * Says which route serves the request; the sooner, the more log lines name it.
   *
   * @param template such as {@code /api/sessions/{id}}: never a path with ids in it
   */
  public void route(String template) {
    if (template.equals(route)) {
      return;
    }
    route = template;
    if (ownsSpan) {
      span.updateName(method.spanName() + " " + template);
      span.setAttribute(HttpAttributes.HTTP_ROUTE, template);
    }
  }

  /** Says whether the request has ended. */
  public boolean isEnded() {
    return ended.get();
  }

  /**
   * Ends the request; only the first call counts.
   *
   * @param status the response's status code
   * @param responseBytes size of the response's body; negative when unknown
   * @param failure what broke the request off (an uncaught exception, a client gone away), or null
   */
  public void end(int status, long responseBytes, @Nullable Throwable failure) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    long durationNanos = nanoTime.getAsLong() - startNanos;
    String template = route;
    String path = template == null ? HttpMetrics.UNMATCHED_PATH : template;
    inFlight.dec();
    try (Scope ignored = context.makeCurrent()) {
      metrics.route(method.label(), path).record(status, durationNanos);
      if (ownsSpan) {
        endSpan(status, failure);
      }
      // After the span has ended: the line tells all of it, and reads it without a copy.
      log(path, status, durationNanos, responseBytes, failure);
    }
  }

  private void log(
      String path,
      int status,
      long durationNanos,
      long responseBytes,
      @Nullable Throwable failure) {
    List<KeyValuePair> fields = new ArrayList<>(MAX_FIELDS);
    fields.add(new KeyValuePair("method", method.label()));
    fields.add(new KeyValuePair("route", path));
    fields.add(new KeyValuePair("status", status));
    fields.add(
        new KeyValuePair("duration_ms", TimeUnit.NANOSECONDS.toMicros(durationNanos) / 1000.0));
    if (responseBytes >= 0) {
      fields.add(new KeyValuePair("response_bytes", responseBytes));
    }
    if (failure != null) {
      fields.add(new KeyValuePair("error_type", failure.getClass().getName()));
    }
    LINES.write(status >= 500 ? Level.WARN : Level.INFO, "Request ended", fields);
  }

  private void endSpan(int status, @Nullable Throwable failure) {
    span.setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, (long) status);
    if (failure != null) {
      Tracing.recordFailure(span, failure);
    } else if (status >= 500) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute(ErrorAttributes.ERROR_TYPE, Integer.toString(status));
    }
    span.end();
  }
}
