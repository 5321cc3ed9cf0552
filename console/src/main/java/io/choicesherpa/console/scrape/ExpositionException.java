package io.choicesherpa.console.scrape;

/** An exposition breaks its format or a limit. */
final class ExpositionException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Names the place.
   *
   * @param line 1 or more
   * @param column 1 or more
   */
  ExpositionException(int line, int column, String rule) {
    this("line " + line + ", column " + column + ": " + rule);
  }

  /** With what is wrong with the whole. */
  ExpositionException(String message) {
    super(message);
  }
}
