package io.choicesherpa.telemetry.logging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/**
 * Writes a line when a span ends, sampled or not: message {@code span_close}, fields {@code
 * duration_ms}, {@code outcome} ({@code ok} or {@code error}) and {@code kind}, with the ended
 * span's own ids, name and attributes. Level DEBUG on the logger {@value #LOGGER_NAME}; while that
 * is off, the end of a span costs one check.
 */
public final class SpanCloseLog implements SpanProcessor {
  /** The logger whose level turns the lines on. */
  public static final String LOGGER_NAME = "io.choicesherpa.telemetry.span";

  private final Logger logger;
  private final LinePlace place;

  public SpanCloseLog() {
    this(LoggerFactory.getLogger(LOGGER_NAME));
  }

  SpanCloseLog(Logger logger) {
    this.logger = logger;
    this.place = new LinePlace(logger);
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!logger.isDebugEnabled() || !(span instanceof Span ended)) {
      return;
    }
    // The line takes its context from the current span, which by now is the parent.
    try (Scope ignored = Context.current().with(ended).makeCurrent()) {
      long micros = TimeUnit.NANOSECONDS.toMicros(span.getLatencyNanos());
      boolean failed = span.toSpanData().getStatus().getStatusCode() == StatusCode.ERROR;
      place.write(
          Level.DEBUG,
          "span_close",
          List.of(
              new KeyValuePair("duration_ms", micros / 1000.0),
              new KeyValuePair("outcome", failed ? "error" : "ok"),
              new KeyValuePair("kind", span.getKind().name().toLowerCase(Locale.ROOT))));
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
