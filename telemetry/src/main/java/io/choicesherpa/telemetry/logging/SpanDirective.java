package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.Level;
import io.choicesherpa.telemetry.context.RequestContext;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A level that holds inside certain spans alone, such as {@code
 * io.choicesherpa[send_message_handler{user_id=u-1}]=debug}: everything of these loggers from this
 * level on is let through while one of these spans is open around it. It lets more through and
 * never less. Immutable.
 *
 * <p>The fields {@code request_id}, {@code user_id} and {@code session_id} are the unit of work's;
 * all others, and these too, are a span's attributes.
 *
 * @param logger for this logger and those below it; empty for all
 * @param span the span's name; null for any
 * @param fields what the span or the unit of work must have; a null value stands for any value
 * @param level from this level on
 */
public record SpanDirective(
    String logger, @Nullable String span, Map<String, @Nullable String> fields, Level level) {

  /** Sorts the fields, so that equal directives are equal texts. */
  public SpanDirective {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  boolean covers(String loggerName) {
    return logger.isEmpty()
        || (loggerName.startsWith(logger)
            && (loggerName.length() == logger.length()
                || loggerName.charAt(logger.length()) == '.'));
  }

  /** Whether no span needs to be looked at: any will do, or none at all. */
  boolean holdsIn(@Nullable RequestContext unit) {
    return span == null
        && fields.entrySet().stream()
            .allMatch(field -> matches(field.getValue(), ofUnit(unit, field.getKey())));
  }

  boolean holdsIn(ReadableSpan open, @Nullable RequestContext unit) {
    if (span != null && !span.equals(open.getName())) {
      return false;
    }
    return fields.entrySet().stream()
        .allMatch(
            field ->
                matches(field.getValue(), ofUnit(unit, field.getKey()))
                    || hasAttribute(open, field.getKey(), field.getValue()));
  }

  private static @Nullable String ofUnit(@Nullable RequestContext unit, String field) {
    if (unit == null) {
      return null;
    }
    return switch (field) {
      case "request_id" -> unit.requestId();
      case "user_id" -> unit.userId();
      case "session_id" -> unit.sessionId();
      default -> null;
    };
  }

  private static boolean hasAttribute(ReadableSpan open, String name, @Nullable String wanted) {
    boolean[] found = {false};
    open.getAttributes()
        .forEach(
            (key, value) ->
                found[0] |= key.getKey().equals(name) && matches(wanted, value.toString()));
    return found[0];
  }

  private static boolean matches(@Nullable String wanted, @Nullable String value) {
    return value != null && (wanted == null || wanted.equals(value));
  }

  /** The part before the sign: loggers and spans, without the level. */
  public String selector() {
    StringBuilder text = new StringBuilder(logger).append('[');
    if (span != null) {
      text.append(SpanSelector.quotedIfNeeded(span));
    }
    if (!fields.isEmpty()) {
      String separator = "{";
      for (Map.Entry<String, @Nullable String> field : fields.entrySet()) {
        text.append(separator).append(field.getKey());
        String value = field.getValue();
        if (value != null) {
          text.append('=').append(SpanSelector.quotedIfNeeded(value));
        }
        separator = ",";
      }
      text.append('}');
    }
    return text.append(']').toString();
  }

  /** The directive in its own notation. */
  @Override
  public String toString() {
    return selector() + "=" + level.toString().toLowerCase(Locale.ROOT);
  }
}
