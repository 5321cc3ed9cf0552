package io.choicesherpa.telemetry.spring;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import java.util.Set;

/**
 * Micrometer's tracing without spans for what the library makes spans of itself; everything else
 * that is observed keeps its span, below the library's.
 */
final class LeavingOutTracing<T extends Observation.Context>
    implements TracingObservationHandler<T> {

  private final TracingObservationHandler<T> delegate;
  private final Set<String> leftOut;

  /**
   * @param leftOut names of the classes of contexts
   */
  LeavingOutTracing(TracingObservationHandler<T> delegate, Set<String> leftOut) {
    this.delegate = delegate;
    this.leftOut = leftOut;
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return delegate.supportsContext(context);
  }

  private boolean isLeftOut(T context) {
    return leftOut.contains(context.getClass().getName());
  }

  @Override
  public Tracer getTracer() {
    return delegate.getTracer();
  }

  /** Micrometer's metrics look for a span here, for their exemplars; they get the library's. */
  @Override
  public void onStart(T context) {
    if (!isLeftOut(context)) {
      delegate.onStart(context);
      return;
    }
    Span current = getTracer().currentSpan();
    TracingContext tracing =
        context.computeIfAbsent(TracingContext.class, k -> new TracingContext());
    if (current != null) {
      tracing.setSpan(current);
    }
  }

  @Override
  public void onError(T context) {
    if (!isLeftOut(context)) {
      delegate.onError(context);
    }
  }

  @Override
  public void onEvent(Observation.Event event, T context) {
    if (!isLeftOut(context)) {
      delegate.onEvent(event, context);
    }
  }

  @Override
  public void onScopeOpened(T context) {
    if (!isLeftOut(context)) {
      delegate.onScopeOpened(context);
    }
  }

  @Override
  public void onScopeClosed(T context) {
    if (!isLeftOut(context)) {
      delegate.onScopeClosed(context);
    }
  }

  @Override
  @SuppressWarnings("deprecation") // as long as somebody may call it
  public void onScopeReset(T context) {
    if (!isLeftOut(context)) {
      delegate.onScopeReset(context);
    }
  }

  @Override
  public void onStop(T context) {
    if (!isLeftOut(context)) {
      delegate.onStop(context);
    }
  }

  @Override
  public String toString() {
    return "leaving out what has spans already: " + delegate;
  }
}
