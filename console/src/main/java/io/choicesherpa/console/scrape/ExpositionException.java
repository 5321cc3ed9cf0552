package io.choicesherpa.console.scrape;

/** A line of an exposition breaks the format. */
final class ExpositionException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Names the place.
   *
   * @param line 1 or more
   * @param column 1 or more
   */
  ExpositionException(int line, int column, String rule) {
    super("line " + line + ", column " + column + ": " + rule);
  }
}
