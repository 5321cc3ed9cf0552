package io.choicesherpa.benchmarks.logging;

import io.choicesherpa.benchmarks.DiscardingSpanProcessor;
import io.choicesherpa.telemetry.context.RequestContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.apache.logging.log4j.ThreadContext;
import org.slf4j.MDC;

/** The five fields of context on this thread, until closed on it. */
@FunctionalInterface
interface LogContext extends AutoCloseable {

  @Override
  void close();

  /** A current span, which ours reads ids and name from, and a request context. */
  @SuppressWarnings("MustBeClosedChecker") // Closed with what is returned.
  static LogContext ofOpenTelemetry() {
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            LogSample.TRACE_ID,
            LogSample.SPAN_ID,
            TraceFlags.getSampled(),
            TraceState.getDefault());
    SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(new DiscardingSpanProcessor()).build();
    Tracer tracer = provider.get("benchmarks");
    Span span =
        tracer
            .spanBuilder("send_message_handler")
            .setParent(Context.root().with(Span.wrap(remote)))
            .startSpan();
    RequestContext request = RequestContext.create(LogSample.REQUEST_ID);
    request.setUserId(LogSample.USER_ID);
    request.setSessionId(LogSample.SESSION_ID);
    Scope scope = request.storeIn(Context.root().with(span)).makeCurrent();
    return () -> {
      scope.close();
      span.end();
      provider.close();
    };
  }

  /** SLF4J's mapped diagnostic context. */
  static LogContext ofMdc() {
    LogSample.CONTEXT.forEach(MDC::put);
    return MDC::clear;
  }

  /** Log4j's. */
  static LogContext ofLog4j() {
    ThreadContext.putAll(LogSample.CONTEXT);
    return ThreadContext::clearMap;
  }
}
