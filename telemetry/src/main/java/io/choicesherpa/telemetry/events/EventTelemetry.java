package io.choicesherpa.telemetry.events;

import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.metrics.EventMetrics;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a trace over the event bus: one span where an event is sent, one where each handler
 * processes it, all in the trace of the request that made it; and the bus's metrics.
 *
 * <p>Follows OpenTelemetry's messaging semantic conventions. Thread-safe.
 */
public final class EventTelemetry {

  private static final Logger LOG = LoggerFactory.getLogger(EventTelemetry.class);

  private final Tracer tracer;
  private final TextMapPropagator propagator;
  private final EventMetrics metrics;
  private final String system;
  private final LongSupplier nanoTime;

  /**
   * Serves one bus.
   *
   * @param system {@code messaging.system}, such as {@code redis}
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  public EventTelemetry(
      Tracing tracing, EventMetrics metrics, String system, LongSupplier nanoTime) {
    this.tracer = tracing.tracer();
    this.propagator = tracing.openTelemetry().getPropagators().getTextMapPropagator();
    this.metrics = metrics;
    this.system = system;
    this.nanoTime = nanoTime;
  }

  /** The bus's metrics, for what has no span: what waits, what was given up. */
  public EventMetrics metrics() {
    return metrics;
  }

  /**
   * Sends {@code event} inside a PRODUCER span {@code publish_event} under the span that made the
   * event, also when that has long ended (an outbox publishes after the request).
   *
   * @param destination the stream's or topic's name
   * @throws X what {@code body} throws; the event then does not count as published
   */
  public <X extends Exception> void publish(
      EventEnvelope<?> event, String destination, EventAction<X> body) throws X {
    Context parent = contextOf(event);
    SpanBuilder builder =
        describe(tracer.spanBuilder("publish_event"), event, destination, "send")
            .setParent(parent)
            .setSpanKind(SpanKind.PRODUCER);
    run(
        builder,
        parent,
        context -> {
          Map<String, String> headers = new HashMap<>();
          propagator.inject(context, headers, MapCarrier.INSTANCE);
          body.send(headers);
        });
    metrics.published(event.eventType()).inc();
  }

  /**
   * Lets a handler process {@code event} inside a CONSUMER span in the event's trace.
   *
   * @param handler the handler's name; low-cardinality
   * @param destination the stream's or topic's name
   * @param headers what came with the message; without a usable {@code traceparent} the event's own
   *     metadata tells the trace
   * @throws X what {@code body} throws; the attempt then counts as failed
   */
  public <X extends Exception> void process(
      EventEnvelope<?> event,
      String handler,
      String destination,
      Map<String, String> headers,
      EventProcessing<X> body)
      throws X {
    Context extracted = propagator.extract(Context.root(), headers, MapCarrier.INSTANCE);
    if (!Span.fromContext(extracted).getSpanContext().isValid()) {
      extracted = extracted.with(Span.wrap(event.metadata().spanContext()));
    }
    Context parent = contextOf(event, extracted);
    SpanBuilder builder =
        describe(tracer.spanBuilder("process " + event.eventType()), event, destination, "process")
            .setParent(parent)
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("messaging.consumer.group.name", handler)
            .setAttribute("event.handler", handler);
    long startNanos = nanoTime.getAsLong();
    boolean processed = false;
    try {
      run(builder, parent, context -> body.process());
      processed = true;
    } finally {
      metrics.duration(event.eventType()).observe((nanoTime.getAsLong() - startNanos) / 1e9);
      if (processed) {
        metrics.processed(event.eventType(), handler).inc();
      } else {
        metrics.failed(event.eventType(), handler).inc();
      }
    }
  }

  /** Counts an event that {@code handler} has given up for good. */
  public void deadLettered(String eventType, String handler) {
    metrics.deadLettered(eventType, handler).inc();
  }

  /**
   * Counts an event that {@code handler} has given up for good, and logs why at level ERROR in the
   * event's context, by which the failure is reported too.
   *
   * @param reason what the last attempt ended with
   */
  public void deadLettered(EventEnvelope<?> event, String handler, Throwable reason) {
    deadLettered(event.eventType(), handler);
    try (Scope ignored = contextOf(event).makeCurrent()) {
      LOG.atError()
          .setCause(reason)
          .addKeyValue("event_id", event.eventId())
          .addKeyValue("event_type", event.eventType())
          .addKeyValue("handler", handler)
          .log("Event given up");
    }
  }

  /**
   * The context to speak of {@code event} in while no handler is at work on it: the trace, request
   * id and user of who made it.
   */
  public Context contextOf(EventEnvelope<?> event) {
    return contextOf(event, Context.root().with(Span.wrap(event.metadata().spanContext())));
  }

  private SpanBuilder describe(
      SpanBuilder span, EventEnvelope<?> event, String destination, String operationType) {
    return span.setAttribute("messaging.system", system)
        .setAttribute("messaging.destination.name", destination)
        .setAttribute("messaging.operation.type", operationType)
        .setAttribute("messaging.operation.name", operationType)
        .setAttribute("messaging.message.id", event.eventId())
        .setAttribute("event_type", event.eventType())
        .setAttribute("aggregate_type", event.aggregateType())
        .setAttribute("aggregate_id", event.aggregateId());
  }

  /** The unit of work goes on: same request id and user on the lines of every handler. */
  private static Context contextOf(EventEnvelope<?> event, Context parent) {
    RequestContext request = RequestContext.create(event.metadata().correlationId());
    String user = event.metadata().userId();
    if (user != null) {
      request.setUserId(user);
    }
    return request.storeIn(parent);
  }

  private static <X extends Exception> void run(SpanBuilder builder, Context parent, Body<X> body)
      throws X {
    Span span = builder.startSpan();
    Context context = parent.with(span);
    try (Scope ignored = context.makeCurrent()) {
      body.run(context);
    } catch (Throwable t) {
      Tracing.recordFailure(span, t);
      throw t;
    } finally {
      span.end();
    }
  }

  private interface Body<X extends Exception> {
    void run(Context context) throws X;
  }
}
