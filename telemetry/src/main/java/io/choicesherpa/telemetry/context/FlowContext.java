package io.choicesherpa.telemetry.context;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/**
 * Carries the context into streaming callbacks: a publisher calls its subscriber on whichever
 * thread it likes, where nothing of the subscriber's unit of work is current.
 *
 * <p>For executors, futures and callbacks of other kinds OpenTelemetry's {@link Context} has what
 * is needed: {@link Context#taskWrapping(java.util.concurrent.ExecutorService)}, {@link
 * Context#wrap(Runnable)}, {@link Context#wrapFunction}, {@link Context#wrapConsumer}.
 */
public final class FlowContext {

  private FlowContext() {}

  /**
   * Returns a subscriber that passes every signal on to {@code subscriber} with what is current now
   * as the current context, and leaves the publisher's thread as it was.
   */
  public static <T> Subscriber<T> wrap(Subscriber<T> subscriber) {
    return new InContext<>(Context.current(), subscriber);
  }

  private record InContext<T>(Context context, Subscriber<T> subscriber) implements Subscriber<T> {

    @Override
    public void onSubscribe(Subscription subscription) {
      try (Scope ignored = context.makeCurrent()) {
        subscriber.onSubscribe(subscription);
      }
    }

    @Override
    public void onNext(T item) {
      try (Scope ignored = context.makeCurrent()) {
        subscriber.onNext(item);
      }
    }

    @Override
    public void onError(Throwable failure) {
      try (Scope ignored = context.makeCurrent()) {
        subscriber.onError(failure);
      }
    }

    @Override
    public void onComplete() {
      try (Scope ignored = context.makeCurrent()) {
        subscriber.onComplete();
      }
    }
  }
}
