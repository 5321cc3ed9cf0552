package io.choicesherpa.telemetry.spring;

import io.micrometer.observation.Observation;
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
    return !leftOut.contains(context.getClass().getName()) && delegate.supportsContext(context);
  }

  @Override
  public Tracer getTracer() {
    return delegate.getTracer();
  }

  @Override
  public void onStart(T context) {
    delegate.onStart(context);
  }

  @Override
  public void onError(T context) {
    delegate.onError(context);
  }

  @Override
  public void onEvent(Observation.Event event, T context) {
    delegate.onEvent(event, context);
  }

  @Override
  public void onScopeOpened(T context) {
    delegate.onScopeOpened(context);
  }

  @Override
  public void onScopeClosed(T context) {
    delegate.onScopeClosed(context);
  }

  @Override
  @SuppressWarnings("deprecation") // as long as somebody may call it
  public void onScopeReset(T context) {
    delegate.onScopeReset(context);
  }

  @Override
  public void onStop(T context) {
    delegate.onStop(context);
  }

  @Override
  public String toString() {
    return "leaving out what has spans already: " + delegate;
  }
}
