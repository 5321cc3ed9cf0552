package io.choicesherpa.telemetry.redis;

import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CompleteableCommand;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.tracing.Tracer;
import io.lettuce.core.tracing.Tracing.Endpoint;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.semconv.DbAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One command, from being written to its answer. Invalid and silent outside any trace. */
final class CommandSpan extends Tracer.Span {

  /** As in {@code DbIncubatingAttributes}; Redis has no stable constant yet. */
  static final String DB_SYSTEM_REDIS = "redis";

  private final io.opentelemetry.api.trace.Tracer tracer;
  private final Context parent;
  private CommandTracing.Server server = new CommandTracing.Server(null, 0);
  private Span span = Span.getInvalid();

  CommandSpan(io.opentelemetry.api.trace.Tracer tracer, Context parent) {
    this.tracer = tracer;
    this.parent = parent;
  }

  @Override
  public Tracer.Span start(RedisCommand<?, ?, ?> command) {
    if (!Span.fromContext(parent).getSpanContext().isValid()) {
      return this;
    }
    span = startSpan(command.getType().toString().toUpperCase(Locale.ROOT));
    if (command instanceof CompleteableCommand<?> completeable) {
      completeable.onComplete((result, failure) -> end(command.getOutput(), failure));
    }
    return this;
  }

  private Span startSpan(String operation) {
    SpanBuilder builder =
        tracer
            .spanBuilder(operation)
            .setParent(parent)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(DbAttributes.DB_SYSTEM_NAME, DB_SYSTEM_REDIS)
            .setAttribute(DbAttributes.DB_OPERATION_NAME, operation);
    if (server.address() != null) {
      builder.setAttribute(ServerAttributes.SERVER_ADDRESS, server.address());
      builder.setAttribute(ServerAttributes.SERVER_PORT, (long) server.port());
    }
    return builder.startSpan();
  }

  private void end(@Nullable CommandOutput<?, ?, ?> output, @Nullable Throwable failure) {
    String errorPrefix = output == null ? null : errorPrefix(output.getError());
    if (errorPrefix != null) {
      span.setAttribute(DbAttributes.DB_RESPONSE_STATUS_CODE, errorPrefix);
      fail(errorPrefix);
    } else if (failure != null) {
      fail(failure.getClass().getName());
    }
    span.end();
  }

  private void fail(String errorType) {
    span.setAttribute(ErrorAttributes.ERROR_TYPE, errorType);
    span.setStatus(StatusCode.ERROR);
  }

  /** {@code WRONGTYPE} and the like; the rest of Redis's message may quote the arguments. */
  private static @Nullable String errorPrefix(@Nullable String error) {
    if (error == null) {
      return null;
    }
    int end = 0;
    while (end < error.length() && error.charAt(end) >= 'A' && error.charAt(end) <= 'Z') {
      end++;
    }
    return end == 0 ? "ERR" : error.substring(0, end);
  }

  @Override
  public Tracer.Span name(String name) {
    return this;
  }

  @Override
  public Tracer.Span annotate(String value) {
    return this;
  }

  @Override
  public Tracer.Span tag(String key, String value) {
    return this;
  }

  @Override
  public Tracer.Span error(Throwable throwable) {
    fail(throwable.getClass().getName());
    return this;
  }

  @Override
  public Tracer.Span remoteEndpoint(Endpoint endpoint) {
    if (endpoint instanceof CommandTracing.Server known) {
      server = known;
    }
    return this;
  }

  @Override
  public void finish() {
    span.end();
  }
}
