package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.PositionRange;

/**
 * What is wrong with an expression, and where.
 *
 * @param message without the position
 * @param position in the text
 * @param line from 1
 * @param column from 1, in UTF-16 units
 */
public record ParseProblem(String message, PositionRange position, int line, int column) {

  static ParseProblem of(String message, PositionRange position, String text) {
    int start = Math.min(position.start(), text.length());
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < start; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new ParseProblem(message, position, line, start - lineStart + 1);
  }

  /** {@code line:column: parse error: message}. */
  @Override
  public String toString() {
    return line + ":" + column + ": parse error: " + message;
  }
}
