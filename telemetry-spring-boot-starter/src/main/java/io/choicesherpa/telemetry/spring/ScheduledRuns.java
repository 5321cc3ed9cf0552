package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.semconv.CodeAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;

/**
 * Makes each run of a scheduled method a trace of its own, named {@code Class.method}. Thread-safe.
 */
final class ScheduledRuns implements ObservationHandler<ScheduledTaskObservationContext> {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduledRuns.class);

  private final Tracing tracing;

  ScheduledRuns(Tracing tracing) {
    this.tracing = tracing;
  }

  /** A run under way; its scope is opened and closed on the thread that runs it. */
  private static final class Run {
    private final Span span;
    private final Context context;
    private @Nullable Scope scope;

    Run(Span span) {
      this.span = span;
      this.context = RequestContext.create(null).storeIn(Context.root().with(span));
    }
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof ScheduledTaskObservationContext;
  }

  @Override
  public void onStart(ScheduledTaskObservationContext context) {
    Class<?> owner = context.getTargetClass();
    String method = context.getMethod().getName();
    Span span =
        tracing
            .tracer()
            .spanBuilder(owner.getSimpleName() + "." + method)
            .setNoParent()
            .setAttribute(CodeAttributes.CODE_FUNCTION_NAME, owner.getName() + "." + method)
            .startSpan();
    context.put(Run.class, new Run(span));
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed in onScopeClosed, which always follows
  public void onScopeOpened(ScheduledTaskObservationContext context) {
    Run run = context.get(Run.class);
    if (run != null) {
      run.scope = run.context.makeCurrent();
    }
  }

  @Override
  public void onScopeClosed(ScheduledTaskObservationContext context) {
    Run run = context.get(Run.class);
    Scope scope = run == null ? null : run.scope;
    if (scope != null) {
      scope.close();
    }
  }

  @Override
  public void onError(ScheduledTaskObservationContext context) {
    Run run = context.get(Run.class);
    Throwable failure = context.getError();
    if (run != null && failure != null) {
      Tracing.recordFailure(run.span, failure);
      // Spring logs it too, but after the run's context has ended.
      try (Scope ignored = run.context.makeCurrent()) {
        LOG.atError().setCause(failure).log("Scheduled run failed, uncaught");
      }
    }
  }

  @Override
  public void onStop(ScheduledTaskObservationContext context) {
    Run run = context.get(Run.class);
    if (run != null) {
      run.span.end();
    }
  }
}
