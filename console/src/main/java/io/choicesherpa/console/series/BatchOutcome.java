package io.choicesherpa.console.series;

/**
 * What became of a batch, in samples.
 *
 * @param accepted kept
 * @param repeated there already with this very value
 * @param outOfOrder earlier than the series' latest
 * @param duplicates of the series' latest time, with another value
 * @param tooOld beyond the retention
 * @param tooFarAhead later than the clock allows
 * @param refused of series that found no room
 */
public record BatchOutcome(
    long accepted,
    long repeated,
    long outOfOrder,
    long duplicates,
    long tooOld,
    long tooFarAhead,
    long refused) {

  /** Samples that were not kept. */
  public long dropped() {
    return outOfOrder + duplicates + tooOld + tooFarAhead + refused;
  }

  /** Why samples were not kept, for their sender; empty when all were. */
  public String reason() {
    StringBuilder reason = new StringBuilder();
    add(reason, outOfOrder, "out of order");
    add(reason, duplicates, "with another value for a time that has one");
    add(reason, tooOld, "older than the retention");
    add(reason, tooFarAhead, "too far in the future");
    add(reason, refused, "of series that found no room");
    return reason.toString();
  }

  private static void add(StringBuilder reason, long count, String what) {
    if (count > 0) {
      reason.append(reason.isEmpty() ? "" : ", ").append(count).append(" samples ").append(what);
    }
  }
}
