package io.choicesherpa.console.store;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Cheap conditions first; a span is decoded only when tags are asked for. */
final class TraceMatcher {

  private TraceMatcher() {}

  /** What can be told without its spans. */
  static boolean matches(TraceQuery query, TraceSummary summary) {
    return summary.startEpochNanos() >= query.startMinNanos()
        && summary.startEpochNanos() <= query.startMaxNanos()
        && summary.durationNanos() >= query.minTraceNanos()
        && (!query.failedOnly() || summary.errorCount() > 0);
  }

  static boolean matches(TraceQuery query, TraceSnapshot trace) {
    return matches(query, trace.summary())
        && hasText(query.text(), trace)
        && (asksForAnySpan(query) || trace.spans().stream().anyMatch(span -> matches(query, span)));
  }

  private static boolean asksForAnySpan(TraceQuery query) {
    return query.service() == null
        && query.operation() == null
        && query.tags().isEmpty()
        && query.minSpanNanos() == 0
        && query.maxSpanNanos() == Long.MAX_VALUE;
  }

  private static boolean hasText(String text, TraceSnapshot trace) {
    if (text.isEmpty()) {
      return true;
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    return trace.id().toString().startsWith(wanted)
        || trace.spans().stream()
            .anyMatch(span -> span.name().toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static boolean matches(TraceQuery query, StoredSpan span) {
    return (query.service() == null || query.service().equals(span.origin().service()))
        && (query.operation() == null || query.operation().equals(span.name()))
        && span.durationNanos() >= query.minSpanNanos()
        && span.durationNanos() <= query.maxSpanNanos()
        && (query.tags().isEmpty() || hasTags(query.tags(), span));
  }

  private static boolean hasTags(Map<String, String> tags, StoredSpan stored) {
    Span span = stored.decode();
    return tags.entrySet().stream()
        .allMatch(
            tag -> {
              Predicate<List<KeyValue>> has =
                  attributes -> hasAttribute(attributes, tag.getKey(), tag.getValue());
              return has.test(span.getAttributesList())
                  || has.test(stored.origin().resource().getAttributesList())
                  || span.getEventsList().stream().anyMatch(e -> has.test(e.getAttributesList()))
                  || tag.getValue().equals(derived(tag.getKey(), stored));
            });
  }

  /** Tags that Jaeger's form of a span has and OTLP's keeps in fields of their own. */
  private static String derived(String key, StoredSpan span) {
    return switch (key) {
      case "error" -> Boolean.toString(span.failed());
      case "span.kind" -> SpanKinds.nameOf(span.kind());
      case "otel.status_code" -> span.failed() ? "ERROR" : "";
      case "otel.scope.name" -> span.origin().scope().getName();
      default -> "";
    };
  }

  private static boolean hasAttribute(List<KeyValue> attributes, String key, String value) {
    return attributes.stream()
        .anyMatch(a -> a.getKey().equals(key) && AttributeText.of(a.getValue()).equals(value));
  }
}
