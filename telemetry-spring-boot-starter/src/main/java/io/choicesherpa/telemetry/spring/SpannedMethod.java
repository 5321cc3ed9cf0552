package io.choicesherpa.telemetry.spring;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.opentelemetry.semconv.CodeAttributes;
import java.lang.reflect.Method;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * What a method's annotations ask for, read once.
 *
 * @param functionName class and method, OpenTelemetry's {@code code.function.name}
 * @param attributes the parameters that become attributes
 * @param returnsPublisher whether the work begins when somebody subscribes to the result
 */
record SpannedMethod(
    String spanName,
    SpanKind kind,
    boolean inheritContext,
    String functionName,
    ParameterAttributes attributes,
    boolean returnsPublisher) {

  private static final boolean REACTOR =
      ClassUtils.isPresent("reactor.core.publisher.Flux", SpannedMethod.class.getClassLoader());

  /** Types whose callers take any {@code Mono} or {@code Flux}; by name, they may be absent. */
  private static final Set<String> PUBLISHERS =
      Set.of(
          "reactor.core.publisher.Mono",
          "reactor.core.publisher.Flux",
          "reactor.core.CorePublisher",
          "org.reactivestreams.Publisher");

  /**
   * Reads {@code method}; without a name in the annotation the span is called {@code Class.method}.
   */
  static SpannedMethod of(Method method) {
    WithSpan annotation = AnnotatedElementUtils.findMergedAnnotation(method, WithSpan.class);
    if (annotation == null) {
      throw new IllegalArgumentException("no @WithSpan on " + method);
    }
    Class<?> owner = method.getDeclaringClass();
    String name = annotation.value();
    return new SpannedMethod(
        name.isBlank() ? owner.getSimpleName() + "." + method.getName() : name,
        annotation.kind(),
        annotation.inheritContext(),
        owner.getName() + "." + method.getName(),
        ParameterAttributes.of(method),
        REACTOR && PUBLISHERS.contains(method.getReturnType().getName()));
  }

  /** Starts the span under {@code parent}, unless the annotation says otherwise. */
  Span start(Tracer tracer, Context parent, Attributes arguments) {
    SpanBuilder span =
        tracer
            .spanBuilder(spanName)
            .setParent(parent)
            .setSpanKind(kind)
            .setAttribute(CodeAttributes.CODE_FUNCTION_NAME, functionName);
    if (!inheritContext) {
      span.setNoParent();
    }
    return span.setAllAttributes(arguments).startSpan();
  }
}
