package io.choicesherpa.telemetry.test;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;

/** All that leaves the process, to search in. */
final class Outputs {

  private final TelemetryCapture capture;

  Outputs(TelemetryCapture capture) {
    this.capture = capture;
  }

  /** Where {@code text} stands, one entry a place; empty if it is nowhere. */
  List<String> places(String text) {
    List<String> places = new ArrayList<>();
    for (CapturedLine line : capture.logs()) {
      // JSON escapes some characters: the text as written, and as it will be read.
      if (line.json().contains(text) || line.values().toString().contains(text)) {
        places.add("log line " + line.json());
      }
    }
    for (CapturedSpan span : capture.spans()) {
      if (content(span.data()).contains(text)) {
        places.add(
            "span " + span + " " + span.data().getEvents().stream().map(Report::event).toList());
      }
    }
    capture
        .exposition()
        .lines()
        .filter(line -> line.contains(text))
        .forEach(line -> places.add("metric " + line));
    return places;
  }

  private static String content(SpanData span) {
    StringBuilder content = new StringBuilder(span.getName());
    content.append('\n').append(span.getStatus().getDescription());
    span.getAttributes().forEach((key, value) -> append(content, key.getKey(), value));
    span.getEvents()
        .forEach(
            event -> {
              content.append('\n').append(event.getName());
              event.getAttributes().forEach((key, value) -> append(content, key.getKey(), value));
            });
    span.getLinks()
        .forEach(
            link ->
                link.getAttributes().forEach((key, value) -> append(content, key.getKey(), value)));
    return content.toString();
  }

  private static void append(StringBuilder content, String key, Object value) {
    content.append('\n').append(key).append('=').append(value);
  }
}
