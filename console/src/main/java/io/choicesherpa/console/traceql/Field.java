package io.choicesherpa.console.traceql;

import io.choicesherpa.console.store.AttributeText;
import io.choicesherpa.console.store.SpanKinds;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a condition asks of a span. Durations are nanoseconds; status and kind are their words.
 *
 * @param scope where it is looked for
 * @param name the attribute's key, or the intrinsic's name
 */
record Field(Scope scope, String name) {

  enum Scope {
    INTRINSIC,
    SPAN,
    RESOURCE,
    /** The span's attribute, else the resource's. */
    EITHER
  }

  /** Intrinsics by their names, the newer ones with a colon too. */
  static final Map<String, String> INTRINSICS =
      Map.ofEntries(
          Map.entry("name", "name"),
          Map.entry("span:name", "name"),
          Map.entry("duration", "duration"),
          Map.entry("span:duration", "duration"),
          Map.entry("status", "status"),
          Map.entry("span:status", "status"),
          Map.entry("statusMessage", "statusMessage"),
          Map.entry("span:statusMessage", "statusMessage"),
          Map.entry("kind", "kind"),
          Map.entry("span:kind", "kind"),
          Map.entry("traceDuration", "traceDuration"),
          Map.entry("trace:duration", "traceDuration"),
          Map.entry("rootName", "rootName"),
          Map.entry("trace:rootName", "rootName"),
          Map.entry("rootServiceName", "rootServiceName"),
          Map.entry("trace:rootService", "rootServiceName"));

  /** A {@link String}, {@link Double} or {@link Boolean}; null when the span has none. */
  @Nullable Object of(SpanView view) {
    return switch (scope) {
      case INTRINSIC -> intrinsic(view);
      case SPAN -> value(view.ofSpan(name));
      case RESOURCE -> value(view.ofResource(name));
      case EITHER -> {
        Object own = value(view.ofSpan(name));
        yield own == null ? value(view.ofResource(name)) : own;
      }
    };
  }

  private Object intrinsic(SpanView view) {
    return switch (name) {
      case "name" -> view.stored().name();
      case "duration" -> (double) view.stored().durationNanos();
      case "status" ->
          view.stored().failed()
              ? "error"
              : view.span().getStatus().getCodeValue() == 1 ? "ok" : "unset";
      case "statusMessage" -> view.span().getStatus().getMessage();
      case "kind" -> {
        String kind = SpanKinds.nameOf(view.stored().kind());
        yield kind.isEmpty() ? "unspecified" : kind;
      }
      case "traceDuration" -> (double) view.trace().summary().durationNanos();
      case "rootName" -> view.trace().summary().rootName();
      default -> view.trace().summary().rootService();
    };
  }

  private static @Nullable Object value(@Nullable AnyValue value) {
    if (value == null) {
      return null;
    }
    return switch (value.getValueCase()) {
      case INT_VALUE -> (double) value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BOOL_VALUE -> value.getBoolValue();
      default -> AttributeText.of(value);
    };
  }
}
