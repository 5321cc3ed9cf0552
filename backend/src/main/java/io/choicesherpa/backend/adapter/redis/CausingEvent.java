package io.choicesherpa.backend.adapter.redis;

import io.choicesherpa.telemetry.events.EventEnvelope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * The event that a handler is at work on: events that are published meanwhile follow from it. It
 * lives in the OpenTelemetry {@link Context}.
 */
public final class CausingEvent {

  private static final ContextKey<EventEnvelope<?>> KEY = ContextKey.named("causing-event");

  private CausingEvent() {}

  /** The event of {@link Context#current()}, or null outside any handler. */
  public static @Nullable EventEnvelope<?> current() {
    return Context.current().get(KEY);
  }

  /** Returns {@code context} in which {@code event} is the cause. */
  public static Context storeIn(Context context, EventEnvelope<?> event) {
    return context.with(KEY, event);
  }
}
