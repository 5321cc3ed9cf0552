package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;

/**
 * Runs a method inside the span that its annotation describes. A {@link CompletionStage} as its
 * result keeps the span open until it completes. Thread-safe.
 */
final class WithSpanInterceptor implements MethodInterceptor {

  private final Supplier<Tracer> tracer;
  private final Map<MethodClassKey, SpannedMethod> methods = new ConcurrentHashMap<>();

  WithSpanInterceptor(Supplier<Tracer> tracer) {
    this.tracer = tracer;
  }

  @Override
  public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
    SpannedMethod method = describe(invocation);
    Span span = method.start(tracer.get(), invocation.getArguments());
    Object result;
    try (Scope ignored = span.makeCurrent()) {
      result = invocation.proceed();
    } catch (Throwable t) {
      Tracing.recordFailure(span, t);
      span.end();
      throw t;
    }
    if (result instanceof CompletionStage<?> stage) {
      endWith(stage, span);
    } else {
      span.end();
    }
    return result;
  }

  private SpannedMethod describe(MethodInvocation invocation) {
    Object target = invocation.getThis();
    Method method = invocation.getMethod();
    Class<?> targetClass =
        target == null ? method.getDeclaringClass() : AopUtils.getTargetClass(target);
    return methods.computeIfAbsent(
        new MethodClassKey(method, targetClass),
        unused -> SpannedMethod.of(AopUtils.getMostSpecificMethod(method, targetClass)));
  }

  /** The caller gets the very stage that the method returned, so that cancelling it works. */
  @SuppressWarnings("FutureReturnValueIgnored") // ends the span and has no result of its own
  private static void endWith(CompletionStage<?> stage, Span span) {
    stage.whenComplete(
        (unused, failure) -> {
          if (failure != null) {
            Throwable cause = failure.getCause();
            if (failure instanceof CompletionException && cause != null) {
              Tracing.recordFailure(span, cause);
            } else {
              Tracing.recordFailure(span, failure);
            }
          }
          span.end();
        });
  }
}
