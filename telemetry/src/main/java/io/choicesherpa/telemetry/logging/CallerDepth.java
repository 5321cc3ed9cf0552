package io.choicesherpa.telemetry.logging;

/**
 * Guesses how many frames lie between the walk and the caller of the next line, from those before.
 * A few that lie deeper, behind some bridge, do not make all others dearer. Threads may overwrite
 * each other's counts: what comes of it is a guess still.
 */
final class CallerDepth {
  /** So many lines are looked at together. */
  private static final int WINDOW_LINES = 64;

  /** Of which so many may be deeper than expected. */
  private static final int TOLERATED = 8;

  private int expected;
  private int lines;
  private int deeper;
  private int usual;

  CallerDepth(int first) {
    expected = first;
  }

  int expected() {
    return expected;
  }

  void found(int depth) {
    if (depth <= expected) {
      usual = Math.max(usual, depth);
    } else if (++deeper > TOLERATED) {
      expected = depth;
      usual = depth;
      deeper = 0;
    }
    if (++lines >= WINDOW_LINES) {
      expected = usual > 0 ? usual : expected;
      lines = 0;
      deeper = 0;
      usual = 0;
    }
  }
}
