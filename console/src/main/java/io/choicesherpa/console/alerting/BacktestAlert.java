package io.choicesherpa.console.alerting;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An alert of a back-test's answer, as a line for people. */
record BacktestAlert(
    String name,
    Map<String, String> labels,
    String summary,
    @Nullable Long pendingAtMillis,
    @Nullable Long firedAtMillis,
    @Nullable Long resolvedAtMillis) {

  static BacktestAlert read(JsonParser in) throws IOException {
    String name = "";
    Map<String, String> labels = Map.of();
    Map<String, String> annotations = Map.of();
    Long pending = null;
    Long fired = null;
    Long resolved = null;
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      in.nextToken();
      switch (field) {
        case "name" -> name = in.getText();
        case "labels" -> labels = BacktestTool.readTexts(in);
        case "annotations" -> annotations = BacktestTool.readTexts(in);
        case "pending_at_millis" -> pending = BacktestTool.readTime(in);
        case "fired_at_millis" -> fired = BacktestTool.readTime(in);
        case "resolved_at_millis" -> resolved = BacktestTool.readTime(in);
        default -> in.skipChildren();
      }
    }
    return new BacktestAlert(
        name, labels, annotations.getOrDefault("summary", ""), pending, fired, resolved);
  }

  @Override
  public String toString() {
    StringJoiner shown = new StringJoiner(", ", "{", "}");
    new TreeMap<>(labels)
        .forEach(
            (label, value) -> {
              if (!label.equals("alertname")) {
                shown.add(label + "=\"" + value + '"');
              }
            });
    StringBuilder line = new StringBuilder(name).append(shown);
    line.append(": pending ").append(time(pendingAtMillis));
    line.append(firedAtMillis == null ? ", never fired" : ", fired " + time(firedAtMillis));
    line.append(resolvedAtMillis == null ? ", goes on" : ", resolved " + time(resolvedAtMillis));
    return summary.isEmpty() ? line.toString() : line.append(" - ").append(summary).toString();
  }

  private static String time(@Nullable Long millis) {
    return millis == null
        ? "-"
        : Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
