package io.choicesherpa.promql.engine.data;

/**
 * The times at which an expression is worked out, evenly spaced.
 *
 * @param startMillis the first, since 1970
 * @param stepMillis from one to the next, above zero
 * @param count how many there are; may be 0
 */
public record Grid(long startMillis, long stepMillis, int count) {

  /** The time of {@code step}, 0 to {@link #count} exclusive. */
  public long at(int step) {
    return startMillis + step * stepMillis;
  }

  /** The last time; the first when there is none. */
  public long endMillis() {
    return at(Math.max(0, count - 1));
  }

  /** Only the first time. */
  public Grid first() {
    return new Grid(startMillis, stepMillis, 1);
  }
}
