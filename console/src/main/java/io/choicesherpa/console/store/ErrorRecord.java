package io.choicesherpa.console.store;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * What of a log record tells an error apart from others.
 *
 * @param fingerprint {@code error.fingerprint}, or made of type and logger where there is none
 * @param type {@code exception.type}; empty when there was no exception
 * @param message {@code exception.message}, else the body
 * @param stack {@code exception.stacktrace}; empty when there is none
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-logs/">Semantic
 *     conventions for exceptions in logs</a>
 */
public record ErrorRecord(String fingerprint, String type, String message, String stack) {

  private static final int ERROR_SEVERITY = 17;
  private static final int MAX_MESSAGE_CHARS = 500;
  private static final int MAX_NAME_CHARS = 200;

  /** Whether the record can be one at all, by its level alone. */
  static boolean isCandidate(int severity) {
    // WARN and above, or unknown: exceptions are also logged as warnings.
    return severity == 0 || severity >= 13;
  }

  /** The error in {@code log}; null when it is none. */
  public static @Nullable ErrorRecord of(StoredLog log) {
    if (!isCandidate(log.severity())) {
      return null;
    }
    LogRecord record = log.decode();
    String type = "";
    String message = "";
    String stack = "";
    String fingerprint = "";
    for (KeyValue attribute : record.getAttributesList()) {
      switch (attribute.getKey()) {
        case "exception.type" -> type = AttributeText.of(attribute.getValue());
        case "exception.message" -> message = AttributeText.of(attribute.getValue());
        case "exception.stacktrace" -> stack = AttributeText.of(attribute.getValue());
        case "error.fingerprint" -> fingerprint = AttributeText.of(attribute.getValue());
        default -> {}
      }
    }
    if (type.isEmpty() && fingerprint.isEmpty() && log.severity() < ERROR_SEVERITY) {
      return null;
    }
    String body = AttributeText.of(record.getBody());
    String logger = log.origin().scope().getName();
    return new ErrorRecord(
        fingerprint.isEmpty()
            ? madeUp(type, logger, type.isEmpty() ? body : "")
            : cut(fingerprint, MAX_NAME_CHARS),
        cut(type, MAX_NAME_CHARS),
        cut(message.isEmpty() ? body : message, MAX_MESSAGE_CHARS),
        stack);
  }

  private static String madeUp(String type, String logger, String body) {
    // Digits tell two messages apart that mean the same.
    String words =
        body.chars()
            .filter(c -> c < '0' || c > '9')
            .limit(100)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    long hash = (type + '\n' + logger).hashCode() * 31L + words.hashCode();
    return SpanIds.toHex(hash * 0x9e3779b97f4a7c15L);
  }

  private static String cut(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars) + "…";
  }
}
