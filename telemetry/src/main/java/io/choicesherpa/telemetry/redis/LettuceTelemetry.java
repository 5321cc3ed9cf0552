package io.choicesherpa.telemetry.redis;

import io.lettuce.core.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Watches the commands of a Lettuce client: a CLIENT span for each that is sent inside a trace,
 * named after the command. Keys and values never reach a span. A command outside any trace, such as
 * a consumer's blocking read, makes none.
 *
 * <pre>{@code
 * ClientResources.builder().tracing(lettuceTelemetry.tracing()).build()
 * }</pre>
 *
 * <p>Needs {@code io.lettuce:lettuce-core}. Thread-safe. Source of the attributes: OpenTelemetry
 * semantic conventions for Redis client spans.
 */
public final class LettuceTelemetry {

  private final Tracing tracing;

  /** Watches with this tracer provider. */
  public LettuceTelemetry(OpenTelemetry openTelemetry) {
    tracing = new CommandTracing(openTelemetry.getTracer("io.choicesherpa.telemetry.redis"));
  }

  /** What to give to the builder of Lettuce's {@code ClientResources}. */
  public Tracing tracing() {
    return tracing;
  }
}
