package io.choicesherpa.telemetry.spring;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.opentelemetry.semconv.CodeAttributes;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * What a method's annotations ask for, read once.
 *
 * @param functionName class and method, OpenTelemetry's {@code code.function.name}
 * @param attributes the parameters that become attributes
 */
record SpannedMethod(
    String spanName,
    SpanKind kind,
    boolean inheritContext,
    String functionName,
    ParameterAttributes attributes) {

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
        ParameterAttributes.of(method));
  }

  /** Starts the span under the current one, unless the annotation says otherwise. */
  Span start(Tracer tracer, @Nullable Object[] arguments) {
    SpanBuilder span =
        tracer
            .spanBuilder(spanName)
            .setSpanKind(kind)
            .setAttribute(CodeAttributes.CODE_FUNCTION_NAME, functionName);
    if (!inheritContext) {
      span.setNoParent();
    }
    return span.setAllAttributes(attributes.of(arguments)).startSpan();
  }
}
