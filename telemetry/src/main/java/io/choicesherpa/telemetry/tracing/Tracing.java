package io.choicesherpa.telemetry.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.semconv.ErrorAttributes;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The scoped API for spans: a piece of work runs inside a span, which ends with it and says how it
 * went.
 *
 * <pre>{@code
 * Session session = tracing.call("create_session", span -> {
 *   span.setAttribute("tier", tier.id());
 *   return sessions.create(command);
 * });
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Tracing {

  /** The instrumentation scope of all spans that the library itself opens. */
  public static final String SCOPE_NAME = "io.choicesherpa.telemetry";

  private final OpenTelemetry openTelemetry;
  private final Tracer tracer;

  /** Opens spans with {@code openTelemetry}'s tracer of scope {@value #SCOPE_NAME}. */
  public Tracing(OpenTelemetry openTelemetry) {
    this.openTelemetry = openTelemetry;
    this.tracer = openTelemetry.getTracer(SCOPE_NAME);
  }

  /** The tracer itself, for spans that do not fit a block of code. */
  public Tracer tracer() {
    return tracer;
  }

  /** The OpenTelemetry instance behind, for its propagators. */
  public OpenTelemetry openTelemetry() {
    return openTelemetry;
  }

  /**
   * Runs {@code body} inside a new INTERNAL span under the current one.
   *
   * <p>What {@code body} throws is recorded on the span, makes its status ERROR and is thrown on
   * unchanged.
   *
   * @param spanName low-cardinality: never an id, a path or user content
   * @return what {@code body} returns
   */
  public <T extends @Nullable Object, X extends Throwable> T call(
      String spanName, SpanFunction<T, X> body) throws X {
    Span span = tracer.spanBuilder(spanName).startSpan();
    try (Scope ignored = span.makeCurrent()) {
      return body.apply(span);
    } catch (Throwable t) {
      recordFailure(span, t);
      throw t;
    } finally {
      span.end();
    }
  }

  /** Like {@link #call}, for work without a result. */
  public <X extends Throwable> void run(String spanName, SpanAction<X> body) throws X {
    call(
        spanName,
        span -> {
          body.accept(span);
          return Boolean.TRUE;
        });
  }

  /**
   * Like {@link #call}, for work that goes on after {@code body} has returned: the span ends with
   * the stage, as {@link #endWith} says.
   *
   * <p>The span is current for {@code body} alone. What the stage does later on other threads wants
   * its context carried there, as by an executor of {@code Context.taskWrapping}.
   *
   * @return the very stage that {@code body} returns, so that cancelling it works
   */
  public <S extends CompletionStage<?>, X extends Throwable> S callAsync(
      String spanName, SpanFunction<S, X> body) throws X {
    Span span = tracer.spanBuilder(spanName).startSpan();
    S stage;
    try (Scope ignored = span.makeCurrent()) {
      stage = body.apply(span);
    } catch (Throwable t) {
      recordFailure(span, t);
      span.end();
      throw t;
    }
    endWith(span, stage);
    return stage;
  }

  /**
   * Ends {@code span} when {@code stage} completes, on whichever thread that is. A failure is
   * recorded as {@link #recordFailure} does it, without the {@link CompletionException} around it;
   * a cancellation as {@link #recordCancellation} does. No stage at all ends it at once.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // ends the span and has no result of its own
  public static void endWith(Span span, @Nullable CompletionStage<?> stage) {
    if (stage == null) {
      span.end();
      return;
    }
    stage.whenComplete(
        (unused, failure) -> {
          Throwable cause = failure == null ? null : failure.getCause();
          Throwable told =
              failure instanceof CompletionException && cause != null ? cause : failure;
          if (told instanceof CancellationException) {
            recordCancellation(span);
          } else if (told != null) {
            recordFailure(span, told);
          }
          span.end();
        });
  }

  /**
   * Says on {@code span} that somebody no longer wanted its work: the event {@code cancelled}. That
   * is no error.
   */
  public static void recordCancellation(Span span) {
    span.addEvent("cancelled");
  }

  /**
   * Says on {@code span} that {@code failure} ended its work: exception event, {@code error.type}
   * and status ERROR, as OpenTelemetry's semantic conventions for errors ask.
   */
  public static void recordFailure(Span span, Throwable failure) {
    span.setStatus(StatusCode.ERROR);
    span.setAttribute(ErrorAttributes.ERROR_TYPE, failure.getClass().getName());
    span.recordException(failure);
  }
}
