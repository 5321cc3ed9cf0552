package io.choicesherpa.console.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Of many records the latest or the earliest few, by time and then by arrival. Not thread-safe.
 *
 * @param <T> what is kept of each
 */
public final class FirstRecords<T> {

  private record Ranked<T>(T kept, long time, long place) {}

  private final int limit;
  private final boolean latestFirst;
  private final Comparator<Ranked<T>> order;
  private final PriorityQueue<Ranked<T>> worstFirst;
  private boolean more;

  /**
   * Empty.
   *
   * @param limit how many at most; 0 or more
   * @param latestFirst the latest; otherwise the earliest
   */
  public FirstRecords(int limit, boolean latestFirst) {
    this.limit = limit;
    this.latestFirst = latestFirst;
    Comparator<Ranked<T>> byTime =
        Comparator.comparingLong((Ranked<T> ranked) -> ranked.time)
            .thenComparingLong(ranked -> ranked.place);
    order = latestFirst ? byTime.reversed() : byTime;
    worstFirst = new PriorityQueue<>(order.reversed());
  }

  /** Whether a record of this time may be among them. */
  public boolean canHold(long timeNanos) {
    Ranked<T> worst = worstFirst.peek();
    boolean can =
        worstFirst.size() < limit
            || (worst != null && (latestFirst ? timeNanos >= worst.time : timeNanos <= worst.time));
    more |= !can;
    return can;
  }

  /** Takes one in and perhaps another one out. */
  public void add(T kept, long timeNanos, long place) {
    worstFirst.add(new Ranked<>(kept, timeNanos, place));
    if (worstFirst.size() > limit) {
      worstFirst.poll();
      more = true;
    }
  }

  /** Whether something was left out, or may have been. */
  public boolean more() {
    return more;
  }

  /** What was kept: the latest first, or the earliest first. */
  public List<T> inOrder() {
    List<Ranked<T>> ranked = new ArrayList<>(worstFirst);
    ranked.sort(order);
    return ranked.stream().map(Ranked::kept).toList();
  }
}
