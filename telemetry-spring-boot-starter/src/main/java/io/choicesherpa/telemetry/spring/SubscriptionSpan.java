package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.context.ReactiveContext;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A span for one subscription, from when somebody subscribes until the last signal. It ends once,
 * with whichever of complete, error and cancel comes first. Thread-safe.
 */
final class SubscriptionSpan {

  private final Span span;
  private final Context context;
  private final AtomicBoolean ended = new AtomicBoolean();

  private SubscriptionSpan(Span span, Context context) {
    this.span = span;
    this.context = context;
  }

  /**
   * Returns a publisher that does what {@code result} does, each time inside a span.
   *
   * @param result a publisher; anything else is returned as it is
   * @param caller stands for the subscriber's context where that has none
   * @param start starts the span under a parent
   */
  static @Nullable Object around(
      @Nullable Object result, Context caller, Function<Context, Span> start) {
    if (result instanceof Mono<?> mono) {
      return mono(mono, caller, start);
    }
    return result instanceof Publisher<?> publisher
        ? flux(Flux.from(publisher), caller, start)
        : result;
  }

  private static <T> Mono<T> mono(Mono<T> work, Context caller, Function<Context, Span> start) {
    return Mono.deferContextual(
        view -> {
          SubscriptionSpan subscription = begin(view, caller, start);
          return work.doOnSuccess(value -> subscription.complete())
              .doOnError(subscription::fail)
              .doOnCancel(subscription::cancel)
              .contextWrite(to -> to.put(ReactiveContext.KEY, subscription.context));
        });
  }

  private static <T> Flux<T> flux(Flux<T> work, Context caller, Function<Context, Span> start) {
    return Flux.deferContextual(
        view -> {
          SubscriptionSpan subscription = begin(view, caller, start);
          return work.doOnComplete(subscription::complete)
              .doOnError(subscription::fail)
              .doOnCancel(subscription::cancel)
              .contextWrite(to -> to.put(ReactiveContext.KEY, subscription.context));
        });
  }

  private static SubscriptionSpan begin(
      ContextView view, Context caller, Function<Context, Span> start) {
    Context subscriber = SubscriberContext.of(view);
    Context parent = subscriber == Context.root() ? caller : subscriber;
    Span span = start.apply(parent);
    return new SubscriptionSpan(span, parent.with(span));
  }

  private void complete() {
    if (ended.compareAndSet(false, true)) {
      span.end();
    }
  }

  private void fail(Throwable failure) {
    if (ended.compareAndSet(false, true)) {
      Tracing.recordFailure(span, failure);
      span.end();
    }
  }

  private void cancel() {
    if (ended.compareAndSet(false, true)) {
      Tracing.recordCancellation(span);
      span.end();
    }
  }
}
