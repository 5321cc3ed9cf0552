package io.choicesherpa.telemetry.http;

import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.NetworkAttributes;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request under way. It ends once, with whichever of its two ends comes first. Thread-safe. */
public final class HttpClientCall {

  private static final int FIRST_ERROR_STATUS = 400;

  private final Span span;
  private final Context context;
  private final AtomicBoolean ended = new AtomicBoolean();

  HttpClientCall(Span span, Context context) {
    this.span = span;
    this.context = context;
  }

  /** The context of the exchange: its span is the current one. */
  public Context context() {
    return context;
  }

  /** Says which HTTP it was, such as {@code 1.1} or {@code 2}. */
  public void protocolVersion(String version) {
    span.setAttribute(NetworkAttributes.NETWORK_PROTOCOL_VERSION, version);
  }

  /** Ends with a response; from status 400 on the span is an ERROR, as the conventions say. */
  public void respond(int status) {
    if (ended.compareAndSet(false, true)) {
      span.setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, (long) status);
      if (status >= FIRST_ERROR_STATUS) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(ErrorAttributes.ERROR_TYPE, Integer.toString(status));
      }
      span.end();
    }
  }

  /** Ends without a response. */
  public void fail(Throwable failure) {
    if (ended.compareAndSet(false, true)) {
      Tracing.recordFailure(span, failure);
      span.end();
    }
  }
}
