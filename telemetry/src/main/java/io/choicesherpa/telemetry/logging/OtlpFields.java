package io.choicesherpa.telemetry.logging;

import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.logs.LogRecordBuilder;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts fields on an OTLP log record under the same rules as on a line: redacted, bounded, types
 * kept. Nested values become their JSON text, all else without a type of attribute its {@code
 * toString()}.
 */
final class OtlpFields {
  private final LogRecordBuilder record;
  private final Redactor redactor;
  private final OtlpNames names;
  private int written;

  OtlpFields(LogRecordBuilder record, Redactor redactor, OtlpNames names) {
    this.record = record;
    this.redactor = redactor;
    this.names = names;
  }

  void field(String key, @Nullable Object value) {
    if (value == null || written++ >= Bounds.FIELDS) {
      return;
    }
    OtlpNames.Name name = names.of(key);
    if (redactor.hides(key, value)) {
      record.setAttribute(name.ofText(), redactor.replacement(key, value));
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      record.setAttribute(name.ofInteger(), ((Number) value).longValue());
    } else if (value instanceof Double || value instanceof Float) {
      record.setAttribute(name.ofNumber(), ((Number) value).doubleValue());
    } else if (value instanceof Boolean bool) {
      record.setAttribute(name.ofTruth(), bool);
    } else {
      record.setAttribute(name.ofText(), text(key, value));
    }
  }

  private String text(String key, Object value) {
    if (value instanceof Map || value instanceof Collection || value.getClass().isArray()) {
      JsonBuffer json = new JsonBuffer();
      new ValueWriter(redactor).write(json, key, value, Bounds.OBJECT_BYTES);
      return json.text(0);
    }
    String text;
    try {
      text = value instanceof Enum<?> constant ? constant.name() : String.valueOf(value.toString());
    } catch (Exception | StackOverflowError | LinkageError | AssertionError failure) {
      return ValueWriter.describe(value, failure);
    }
    return Bounds.bounded(redactor.redactText(text), Bounds.VALUE_CHARS);
  }
}
