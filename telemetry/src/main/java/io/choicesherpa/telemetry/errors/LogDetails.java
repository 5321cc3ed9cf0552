package io.choicesherpa.telemetry.errors;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** A log event's own fields, in a form that may be kept: nothing in it changes or holds more. */
final class LogDetails {

  private static final int FIELDS = 32;

  private LogDetails() {}

  static Map<String, Object> of(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    Map<String, String> mdc = event.getMDCPropertyMap();
    if (pairs == null && (mdc == null || mdc.isEmpty())) {
      return Map.of();
    }
    Map<String, Object> details = new LinkedHashMap<>();
    if (mdc != null) {
      mdc.forEach((key, value) -> put(details, key, value));
    }
    if (pairs != null) {
      pairs.forEach(pair -> put(details, pair.key, pair.value));
    }
    return details;
  }

  /** A value that is neither number, truth value nor text is named by its type alone. */
  private static void put(
      Map<String, Object> details, @Nullable String key, @Nullable Object value) {
    if (key == null || value == null || details.size() >= FIELDS) {
      return;
    }
    if (value instanceof Boolean || isNumber(value)) {
      details.put(key, value);
    } else if (value instanceof CharSequence text) {
      details.put(key, Texts.beginning(text.toString(), Texts.VALUE_CHARS));
    } else if (value instanceof Enum<?> constant) {
      details.put(key, constant.name());
    } else {
      details.put(key, value.getClass().getName());
    }
  }

  private static boolean isNumber(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof Float
        || value instanceof Short
        || value instanceof Byte;
  }
}
