package io.choicesherpa.telemetry.tracing;

import io.opentelemetry.api.trace.Span;

/** Work inside a span that gives no result. */
@FunctionalInterface
public interface SpanAction<X extends Throwable> {

  /** Does the work; {@code span} is the current span, recording whether sampled or not. */
  void accept(Span span) throws X;
}
