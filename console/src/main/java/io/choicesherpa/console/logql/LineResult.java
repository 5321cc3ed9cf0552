package io.choicesherpa.console.logql;

import java.util.List;

/**
 * Lines that a query found.
 *
 * @param lines in the order asked for
 * @param more whether there are more than the limit
 * @param stats what was looked at
 */
public record LineResult(List<LogLine> lines, boolean more, QueryStats stats) {

  /** Copies the lines. */
  public LineResult {
    lines = List.copyOf(lines);
  }
}
