package io.choicesherpa.console.logql;

/**
 * The points in time that a query is asked for.
 *
 * @param startNanos the first, epoch nanoseconds
 * @param stepNanos between two
 * @param count 1 or more
 */
record Steps(long startNanos, long stepNanos, int count) {

  long at(int step) {
    return startNanos + step * stepNanos;
  }

  long endNanos() {
    return at(count - 1);
  }
}
