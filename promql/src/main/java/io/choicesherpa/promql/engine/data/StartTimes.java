package io.choicesherpa.promql.engine.data;

/**
 * What can be told from since when a counter counts; all times in milliseconds since 1970, a start
 * of 0 being unknown.
 */
public final class StartTimes {

  private StartTimes() {}

  /** Whether the counter started anew between two samples. */
  public static boolean isReset(long previousStart, long previousTime, long start, long time) {
    if (start == previousStart || start == 0 || start >= time || start < previousTime) {
      return false;
    }
    if (start > previousTime) {
      return true;
    }
    return previousStart <= previousTime && previousStart != 0 && previousStart != previousTime;
  }

  /** Whether the counter started anew after {@code limit}. */
  public static boolean isResetAfter(long limit, long start, long time) {
    return start > limit && time > limit && isReset(limit, limit, start, time);
  }

  /** Whether a sample counts from before the one before it, of another start, was taken. */
  public static boolean overlaps(long previousStart, long previousTime, long start) {
    return start != 0 && start < previousTime && start != previousStart;
  }
}
