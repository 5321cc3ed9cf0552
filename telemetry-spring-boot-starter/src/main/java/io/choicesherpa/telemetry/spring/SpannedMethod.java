package io.choicesherpa.telemetry.spring;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.opentelemetry.semconv.CodeAttributes;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    List<ParameterAttribute> attributes) {

  /** A parameter by its position, and the attribute's name. */
  record ParameterAttribute(int index, String name) {}

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
        attributesOf(method));
  }

  private static List<ParameterAttribute> attributesOf(Method method) {
    List<ParameterAttribute> found = new ArrayList<>();
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      SpanAttribute annotation = parameters[i].getAnnotation(SpanAttribute.class);
      if (annotation == null) {
        continue;
      }
      if (!annotation.value().isBlank()) {
        found.add(new ParameterAttribute(i, annotation.value()));
      } else if (parameters[i].isNamePresent()) {
        found.add(new ParameterAttribute(i, parameters[i].getName()));
      }
    }
    return List.copyOf(found);
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
    for (ParameterAttribute attribute : attributes) {
      set(span, attribute.name(), arguments[attribute.index()]);
    }
    return span.startSpan();
  }

  private static void set(SpanBuilder span, String name, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (value instanceof Boolean flag) {
      span.setAttribute(name, flag);
    } else if (value instanceof Double || value instanceof Float) {
      span.setAttribute(name, ((Number) value).doubleValue());
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      span.setAttribute(name, ((Number) value).longValue());
    } else if (value instanceof Collection<?> values) {
      span.setAttribute(AttributeKey.stringArrayKey(name), texts(values));
    } else if (value.getClass().isArray()) {
      span.setAttribute(AttributeKey.stringArrayKey(name), texts(elements(value)));
    } else {
      span.setAttribute(name, text(value));
    }
  }

  private static List<String> texts(Collection<?> values) {
    List<String> texts = new ArrayList<>(values.size());
    for (Object value : values) {
      texts.add(text(value));
    }
    return texts;
  }

  private static List<@Nullable Object> elements(Object array) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(Array.get(array, i));
    }
    return elements;
  }

  /** A parameter whose text cannot be had must not keep its method from running. */
  private static String text(@Nullable Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException e) {
      return "(no text: " + e.getClass().getName() + ")";
    }
  }
}
