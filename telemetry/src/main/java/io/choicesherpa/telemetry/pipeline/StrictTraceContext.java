package io.choicesherpa.telemetry.pipeline;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * W3C Trace Context as OpenTelemetry's propagator has it, and where the specification asks for
 * more:
 *
 * <ul>
 *   <li>more than one {@code traceparent} is none (section 2.2: the header is sent once);
 *   <li>{@code tracestate} may be spread over several headers, have empty members and repeat a key,
 *       of which the first counts (sections 3.3.1 and 3.5);
 *   <li>blanks around a header's value do not matter.
 * </ul>
 *
 * <p>Without a {@code tracestate}, as most requests are, {@link TraceParent} is all there is to
 * read.
 *
 * <p>Stateless.
 */
record StrictTraceContext(TextMapPropagator delegate) implements TextMapPropagator {

  private static final String TRACE_PARENT = "traceparent";
  private static final String TRACE_STATE = "tracestate";

  @Override
  public Collection<String> fields() {
    return delegate.fields();
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    delegate.inject(context, carrier, setter);
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    if (carrier == null) {
      return context;
    }
    Iterator<String> parents = getter.getAll(carrier, TRACE_PARENT);
    if (!parents.hasNext()) {
      return context;
    }
    String parent = TraceStateMembers.strip(parents.next());
    if (parents.hasNext()) {
      return context;
    }
    Iterator<String> states = getter.getAll(carrier, TRACE_STATE);
    if (states.hasNext()) {
      return delegate.extract(context, new Headers(parent, states), Headers.GETTER);
    }
    SpanContext remote = TraceParent.read(parent);
    return remote.isValid() ? context.with(Span.wrap(remote)) : context;
  }

  /** The two headers, the second only put in order when the first one turns out to be valid. */
  private record Headers(String traceParent, Iterator<String> traceStates) {

    static final TextMapGetter<Headers> GETTER =
        new TextMapGetter<>() {
          @Override
          public @Nullable String get(@Nullable Headers carrier, String key) {
            if (carrier == null) {
              return null;
            }
            return switch (key) {
              case TRACE_PARENT -> carrier.traceParent();
              case TRACE_STATE -> TraceStateMembers.join(carrier.traceStates());
              default -> null;
            };
          }
        };
  }
}
