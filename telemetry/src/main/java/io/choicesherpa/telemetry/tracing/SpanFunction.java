package io.choicesherpa.telemetry.tracing;

import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** Work inside a span that gives a result. */
@FunctionalInterface
public interface SpanFunction<T extends @Nullable Object, X extends Throwable> {

  /** Does the work; {@code span} is the current span, recording whether sampled or not. */
  T apply(Span span) throws X;
}
