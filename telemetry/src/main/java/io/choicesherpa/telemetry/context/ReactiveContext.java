package io.choicesherpa.telemetry.context;

import io.micrometer.context.ThreadLocalAccessor;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import org.jspecify.annotations.Nullable;

/**
 * Carries what is current (span, request, user, session, baggage) through whatever uses
 * Micrometer's {@code context-propagation}: Reactor's {@code Mono} and {@code Flux} first of all,
 * on whichever threads their operators run.
 *
 * <p>Found by its service entry where {@code io.micrometer:context-propagation} is on the class
 * path; nobody calls it. Reactor has to be told once to use it: {@code
 * Hooks.enableAutomaticContextPropagation()}, which the starter does.
 *
 * <p>What is set is not bracketed: Reactor also sets without taking back, and then sets anew. So
 * each call makes its context the thread's current one, and no scope is kept. Thread-safe.
 *
 * @see <a href="https://docs.micrometer.io/context-propagation/reference/">context-propagation</a>
 */
public final class ReactiveContext implements ThreadLocalAccessor<Context> {

  /** The name under which Reactor's own context holds it. */
  public static final String KEY = "io.choicesherpa.telemetry.context";

  /** For the service loader. */
  public ReactiveContext() {}

  @Override
  public Object key() {
    return KEY;
  }

  /** Null outside any unit of work, so that nothing is carried. */
  @Override
  public @Nullable Context getValue() {
    Context current = Context.current();
    return current == Context.root() ? null : current;
  }

  @Override
  public void setValue(Context context) {
    makeCurrent(context);
  }

  /** Nothing was current where the work comes from. */
  @Override
  public void setValue() {
    makeCurrent(Context.root());
  }

  private static void makeCurrent(Context context) {
    var unused = ContextStorage.get().attach(context);
  }
}
