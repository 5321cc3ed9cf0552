package io.choicesherpa.telemetry.test;

import io.opentelemetry.sdk.trace.data.EventData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was there, for the messages of failed assertions. */
final class Report {

  /** More than this says nothing more to a reader. */
  private static final int MAX_ENTRIES = 60;

  /** Room for a log line with an error's message, though not for the whole of its stack. */
  private static final int MAX_ENTRY_CHARS = 1_000;

  /** A stack trace's first frame is in it. */
  private static final int MAX_VALUE_CHARS = 200;

  private Report() {}

  /** Spans as trees, each below its parent. */
  static String spans(List<CapturedSpan> spans) {
    if (spans.isEmpty()) {
      return "No span was captured.";
    }
    List<String> tree = new ArrayList<>();
    Set<String> ids = spans.stream().map(CapturedSpan::spanId).collect(Collectors.toSet());
    Set<String> told = new HashSet<>();
    for (CapturedSpan span : spans) {
      if (!ids.contains(span.parentSpanId())) {
        tree(span, spans, "", told, tree);
      }
    }
    return list("Captured spans:", tree);
  }

  private static void tree(
      CapturedSpan span,
      List<CapturedSpan> all,
      String indent,
      Set<String> told,
      List<String> tree) {
    if (!told.add(span.spanId())) {
      return;
    }
    tree.add(indent + span);
    for (CapturedSpan child : all) {
      if (child.parentSpanId().equals(span.spanId())) {
        tree(child, all, indent + "  ", told, tree);
      }
    }
  }

  static String lines(List<CapturedLine> lines) {
    if (lines.isEmpty()) {
      return "No line was captured.";
    }
    return list("Captured lines:", lines);
  }

  /** A heading, and each entry on a line of its own. */
  static String list(String heading, Collection<?> entries) {
    StringBuilder text = new StringBuilder(heading);
    entries.stream()
        .limit(MAX_ENTRIES)
        .forEach(entry -> text.append("\n  ").append(line(entry.toString())));
    if (entries.size() > MAX_ENTRIES) {
      text.append("\n  … and ").append(entries.size() - MAX_ENTRIES).append(" more");
    }
    return text.toString();
  }

  /** An event's name and attributes, sorted. */
  static String event(EventData event) {
    Map<String, String> attributes = new TreeMap<>();
    event
        .getAttributes()
        .forEach(
            (key, value) -> attributes.put(key.getKey(), cut(value.toString(), MAX_VALUE_CHARS)));
    return event.getName() + " " + attributes;
  }

  private static String line(String entry) {
    return cut(entry.replaceAll("\\R\\s*", " "), MAX_ENTRY_CHARS);
  }

  private static String cut(String text, int maxChars) {
    return text.length() <= maxChars ? text : text.substring(0, maxChars) + "…";
  }
}
