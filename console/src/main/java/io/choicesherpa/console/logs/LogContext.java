package io.choicesherpa.console.logs;

import io.choicesherpa.console.logql.LogLabels;
import io.choicesherpa.console.store.FirstRecords;
import io.choicesherpa.console.store.LogId;
import io.choicesherpa.console.store.LogSource;
import io.choicesherpa.console.store.LogVisitor;
import io.choicesherpa.console.store.StoredLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line and those around it from the same service and instance.
 *
 * @param before by time, the nearest last
 * @param line the line itself
 * @param after by time, the nearest first
 */
record LogContext(List<StoredLog> before, StoredLog line, List<StoredLog> after) {

  private record Placed(StoredLog log, long place) {}

  /** Null when the line is not kept any more. */
  static @Nullable LogContext find(LogSource logs, LogId id, int before, int after) {
    Placed found = find(logs, id);
    if (found == null) {
      return null;
    }
    List<StoredLog> earlier = new ArrayList<>(around(logs, found, before, true));
    Collections.reverse(earlier);
    return new LogContext(earlier, found.log, around(logs, found, after, false));
  }

  /** The record itself. */
  static @Nullable StoredLog line(LogSource logs, LogId id) {
    Placed found = find(logs, id);
    return found == null ? null : found.log;
  }

  private static @Nullable Placed find(LogSource logs, LogId id) {
    List<Placed> found = new ArrayList<>();
    long time = id.timeEpochNanos();
    if (time == Long.MAX_VALUE) {
      return null;
    }
    logs.visit(
        time,
        time + 1,
        false,
        (log, place) -> {
          if (LogId.of(log).equals(id)) {
            found.add(new Placed(log, place));
          }
          return found.isEmpty();
        });
    return found.isEmpty() ? null : found.get(0);
  }

  private static List<StoredLog> around(
      LogSource logs, Placed middle, int limit, boolean latestFirst) {
    FirstRecords<StoredLog> first = new FirstRecords<>(limit, latestFirst);
    long time = middle.log.timeEpochNanos();
    String instance = instance(middle.log);
    logs.visit(
        latestFirst ? Long.MIN_VALUE : time,
        latestFirst ? time + 1 : Long.MAX_VALUE,
        latestFirst,
        new LogVisitor() {
          @Override
          public boolean wants(long minNanos, long maxNanos) {
            return first.canHold(latestFirst ? Math.min(time, maxNanos) : Math.max(time, minNanos));
          }

          @Override
          public boolean visit(StoredLog log, long place) {
            boolean beyond =
                log.timeEpochNanos() != time
                    || (latestFirst ? place < middle.place : place > middle.place);
            if (beyond && first.canHold(log.timeEpochNanos()) && instance(log).equals(instance)) {
              first.add(log, log.timeEpochNanos(), place);
            }
            return true;
          }
        });
    return first.inOrder();
  }

  private static String instance(StoredLog log) {
    return log.origin().service()
        + '\n'
        + LogLabels.stream(log.origin(), log.severity()).getOrDefault(LogLabels.INSTANCE, "");
  }
}
