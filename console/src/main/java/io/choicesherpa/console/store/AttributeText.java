package io.choicesherpa.console.store;

import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.Base64;
import java.util.stream.Collectors;

/** Attribute values as text. */
public final class AttributeText {

  /** Deeper values are cut off: a hostile one must not exhaust the stack. */
  private static final int MAX_DEPTH = 16;

  private AttributeText() {}

  /** The value; lists and maps in a JSON-like form, bytes in Base64, the empty value as "". */
  public static String of(AnyValue value) {
    return of(value, 0);
  }

  private static String of(AnyValue value, int depth) {
    if (depth > MAX_DEPTH) {
      return "…";
    }
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BYTES_VALUE -> Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(element -> nested(element, depth))
              .collect(Collectors.joining(",", "[", "]"));
      case KVLIST_VALUE ->
          value.getKvlistValue().getValuesList().stream()
              .map(entry -> quoted(entry.getKey()) + ":" + nested(entry.getValue(), depth))
              .collect(Collectors.joining(",", "{", "}"));
      case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> "";
    };
  }

  private static String nested(AnyValue value, int depth) {
    String text = of(value, depth + 1);
    return value.hasStringValue() ? quoted(text) : text;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
