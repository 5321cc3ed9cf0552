package io.choicesherpa.telemetry.redis;

import io.lettuce.core.tracing.TraceContext;
import io.lettuce.core.tracing.TraceContextProvider;
import io.lettuce.core.tracing.Tracer;
import io.lettuce.core.tracing.TracerProvider;
import io.lettuce.core.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Lettuce's side of the hook. It asks for the context on the thread that issues a command, and for
 * the span later, on the thread that writes it.
 */
final class CommandTracing implements Tracing {

  private final Tracer tracer;

  CommandTracing(io.opentelemetry.api.trace.Tracer openTelemetryTracer) {
    tracer = new CommandTracer(openTelemetryTracer);
  }

  @Override
  public TracerProvider getTracerProvider() {
    return () -> tracer;
  }

  @Override
  public TraceContextProvider initialTraceContextProvider() {
    return () -> new Issuer(Context.current());
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public boolean includeCommandArgsInSpanTags() {
    return false;
  }

  @Override
  public Endpoint createEndpoint(SocketAddress socketAddress) {
    return socketAddress instanceof InetSocketAddress inet
        ? new Server(inet.getHostString(), inet.getPort())
        : new Server(null, 0);
  }

  /** The context that a command was issued in. */
  private record Issuer(Context context) implements TraceContext {}

  /** Where a command goes to; null and 0 if not known. */
  record Server(@Nullable String address, int port) implements Endpoint {}

  private static final class CommandTracer extends Tracer {

    private final io.opentelemetry.api.trace.Tracer openTelemetryTracer;

    CommandTracer(io.opentelemetry.api.trace.Tracer openTelemetryTracer) {
      this.openTelemetryTracer = openTelemetryTracer;
    }

    @Override
    public Span nextSpan() {
      return new CommandSpan(openTelemetryTracer, Context.root());
    }

    @Override
    public Span nextSpan(TraceContext traceContext) {
      return traceContext instanceof Issuer issuer
          ? new CommandSpan(openTelemetryTracer, issuer.context())
          : nextSpan();
    }
  }
}
