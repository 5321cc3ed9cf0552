package io.choicesherpa.console.logql;

import java.util.List;
import java.util.Map;

/**
 * A query for log lines: which streams, and what is done with each of their lines. Immutable,
 * thread-safe.
 *
 * @param selector conditions on the labels of streams; all must hold
 */
public record LogQuery(List<Matcher> selector, List<Stage> stages) implements Query {

  /** Copies the lists. */
  public LogQuery {
    selector = List.copyOf(selector);
    stages = List.copyOf(stages);
  }

  /** Whether a stream with these labels is one of those asked for. */
  public boolean selects(Map<String, String> stream) {
    for (Matcher matcher : selector) {
      if (!matcher.matches(stream.getOrDefault(matcher.name(), ""))) {
        return false;
      }
    }
    return true;
  }

  boolean process(LogLine line) {
    for (Stage stage : stages) {
      if (!stage.process(line)) {
        return false;
      }
    }
    return true;
  }
}
