package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.adapter.in.problem.BadRequestException;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.UnknownValueException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what came over the wire into the domain's words. */
final class Wire {

  /** Text that is no id is the id of nothing. */
  static <T> T id(String resourceType, String text, Function<String, Optional<T>> parse) {
    return parse.apply(text).orElseThrow(() -> new NotFoundException(resourceType));
  }

  static <T> @Nullable T idOrNull(
      String resourceType, @Nullable String text, Function<String, Optional<T>> parse) {
    return text == null ? null : id(resourceType, text, parse);
  }

  static String required(String field, @Nullable String value) {
    if (value == null) {
      throw new BadRequestException(field, field + " is required.");
    }
    return value;
  }

  static ComponentType componentType(String text) {
    return ComponentType.parse(text)
        .orElseThrow(() -> new UnknownValueException("component_type", ComponentType.wireNames()));
  }

  private Wire() {}
}
