package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.context.ReactiveContext;
import io.opentelemetry.context.Context;
import reactor.util.context.ContextView;

/** What is current where somebody subscribes. */
final class SubscriberContext {

  private SubscriberContext() {}

  /** From Reactor's own context, else the thread's. */
  static Context of(ContextView view) {
    return view.getOrDefault(ReactiveContext.KEY, null) instanceof Context carried
        ? carried
        : Context.current();
  }
}
