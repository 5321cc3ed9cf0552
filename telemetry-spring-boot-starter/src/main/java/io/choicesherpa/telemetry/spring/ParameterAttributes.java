package io.choicesherpa.telemetry.spring;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;

/** The parameters of a method that become attributes of a span, by {@link SpanAttribute}. */
record ParameterAttributes(List<Named> parameters) {

  /** A parameter by its position, and the attribute's name. */
  record Named(int index, String name) {}

  ParameterAttributes {
    parameters = List.copyOf(parameters);
  }

  /** Reads the annotations of {@code method}'s parameters, also those in an interface of it. */
  static ParameterAttributes of(Method method) {
    List<Named> found = new ArrayList<>();
    Parameter[] parameters = method.getParameters();
    MethodParameter[] annotated = new AnnotatedMethod(method).getMethodParameters();
    for (int i = 0; i < parameters.length; i++) {
      SpanAttribute annotation = annotated[i].getParameterAnnotation(SpanAttribute.class);
      if (annotation == null) {
        continue;
      }
      if (!annotation.value().isBlank()) {
        found.add(new Named(i, annotation.value()));
      } else if (parameters[i].isNamePresent()) {
        found.add(new Named(i, parameters[i].getName()));
      }
    }
    return new ParameterAttributes(found);
  }

  /** The attributes of one call. */
  Attributes of(@Nullable Object[] arguments) {
    if (parameters.isEmpty()) {
      return Attributes.empty();
    }
    AttributesBuilder attributes = Attributes.builder();
    for (Named parameter : parameters) {
      set(attributes, parameter.name(), arguments[parameter.index()]);
    }
    return attributes.build();
  }

  private static void set(AttributesBuilder to, String name, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (value instanceof Boolean flag) {
      to.put(name, flag);
    } else if (value instanceof Double || value instanceof Float) {
      to.put(name, ((Number) value).doubleValue());
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      to.put(name, ((Number) value).longValue());
    } else if (value instanceof Collection<?> values) {
      to.put(AttributeKey.stringArrayKey(name), texts(values));
    } else if (value.getClass().isArray()) {
      to.put(AttributeKey.stringArrayKey(name), texts(elements(value)));
    } else {
      to.put(name, text(value));
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
