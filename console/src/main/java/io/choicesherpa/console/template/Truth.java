package io.choicesherpa.console.template;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What counts as true: anything but nil, false, zero and what is empty. */
final class Truth {

  private Truth() {}

  static boolean of(@Nullable Object value) {
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof Collection<?> collection) {
      return !collection.isEmpty();
    }
    return !(value instanceof Map<?, ?> map) || !map.isEmpty();
  }
}
