package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.util.Map;
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
 * result keeps the span open until it completes; of a publisher each subscription is a span.
 * Thread-safe.
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
    Attributes arguments = method.attributes().of(invocation.getArguments());
    return method.returnsPublisher()
        ? assemble(method, arguments, invocation)
        : run(method, arguments, invocation);
  }

  private @Nullable Object run(
      SpannedMethod method, Attributes arguments, MethodInvocation invocation) throws Throwable {
    Span span = method.start(tracer.get(), Context.current(), arguments);
    Object result;
    try (Scope ignored = span.makeCurrent()) {
      result = invocation.proceed();
    } catch (Throwable t) {
      Tracing.recordFailure(span, t);
      span.end();
      throw t;
    }
    // The caller gets the very stage that the method returned, so that cancelling it works.
    Tracing.endWith(span, result instanceof CompletionStage<?> stage ? stage : null);
    return result;
  }

  /**
   * A publisher may never be subscribed to, or more than once. Each subscription is a span; the
   * call itself only one when it fails.
   */
  private @Nullable Object assemble(
      SpannedMethod method, Attributes arguments, MethodInvocation invocation) throws Throwable {
    Context caller = Context.current();
    Object result;
    try {
      result = invocation.proceed();
    } catch (Throwable t) {
      Span span = method.start(tracer.get(), caller, arguments);
      Tracing.recordFailure(span, t);
      span.end();
      throw t;
    }
    return SubscriptionSpan.around(
        result, caller, parent -> method.start(tracer.get(), parent, arguments));
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
}
