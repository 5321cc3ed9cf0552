package io.choicesherpa.telemetry.test;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log line: the very JSON that the library's encoder writes, and what it says.
 *
 * @param json the line as written, without its line feed
 * @param values the line's object; nested objects are maps, numbers {@link Number}s
 */
public record CapturedLine(String json, Map<String, @Nullable Object> values) {

  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  static CapturedLine parse(String json) {
    return new CapturedLine(json, STRICT.readValue(json, OBJECT));
  }

  /** {@code TRACE} to {@code ERROR}. */
  public String level() {
    return text("/level");
  }

  /** The logger's name, field {@code target}. */
  public String logger() {
    return text("/target");
  }

  /** The message, redacted. */
  public String message() {
    return text("/message");
  }

  /** The trace it was written in; empty outside any span. */
  public String traceId() {
    return text("/trace_id");
  }

  /** The span it was written in; empty outside any span. */
  public String spanId() {
    return text("/span_id");
  }

  /**
   * What stands at {@code pointer}, null if there is nothing.
   *
   * @param pointer a JSON pointer (RFC 6901), such as {@code /fields/status} or {@code /span/name}
   */
  public @Nullable Object at(String pointer) {
    if (!pointer.startsWith("/")) {
      throw new IllegalArgumentException("pointer '" + pointer + "' does not start with /");
    }
    Object here = values;
    for (String part : pointer.substring(1).split("/", -1)) {
      if (!(here instanceof Map<?, ?> object)) {
        return null;
      }
      here = object.get(part.replace("~1", "/").replace("~0", "~"));
    }
    return here;
  }

  private String text(String pointer) {
    Object value = at(pointer);
    return value == null ? "" : value.toString();
  }

  /** The line as written. */
  @Override
  public String toString() {
    return json;
  }
}
