package io.choicesherpa.promql.model;

/**
 * A part of an expression's text.
 *
 * @param start the first character's offset in UTF-16 units, from 0
 * @param end the offset after the last character
 */
public record PositionRange(int start, int end) {

  /** From the start of this to the end of {@code last}. */
  public PositionRange to(PositionRange last) {
    return new PositionRange(start, last.end);
  }

  /** Where this starts in {@code text}, as {@code line:column}, both from 1. */
  public String lineAndColumn(String text) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < start && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return line + ":" + column;
  }
}
