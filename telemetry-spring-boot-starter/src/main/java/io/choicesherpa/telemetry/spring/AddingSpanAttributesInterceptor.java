package io.choicesherpa.telemetry.spring;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Puts a method's annotated parameters on the span that is current when it is called. A method that
 * opens a span of its own has them there. Thread-safe.
 */
final class AddingSpanAttributesInterceptor implements MethodInterceptor {

  private static final ParameterAttributes NONE = new ParameterAttributes(List.of());

  private final Map<MethodClassKey, ParameterAttributes> methods = new ConcurrentHashMap<>();

  @Override
  public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
    Span span = Span.current();
    if (span.isRecording()) {
      span.setAllAttributes(describe(invocation).of(invocation.getArguments()));
    }
    return invocation.proceed();
  }

  private ParameterAttributes describe(MethodInvocation invocation) {
    Object target = invocation.getThis();
    Method method = invocation.getMethod();
    Class<?> targetClass =
        target == null ? method.getDeclaringClass() : AopUtils.getTargetClass(target);
    return methods.computeIfAbsent(
        new MethodClassKey(method, targetClass),
        unused -> read(AopUtils.getMostSpecificMethod(method, targetClass)));
  }

  private static ParameterAttributes read(Method method) {
    return AnnotatedElementUtils.hasAnnotation(method, WithSpan.class)
        ? NONE
        : ParameterAttributes.of(method);
  }
}
