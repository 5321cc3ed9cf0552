package io.choicesherpa.console.series;

import io.choicesherpa.promql.model.Labels;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/** Decides what goes when there is no room. Thread-safe. */
final class SeriesEviction {

  /** A series with a sample within this is alive and keeps its open chunk. */
  private static final long ALIVE_MILLIS = 300_000;

  /** A series that has been silent for so long may make room for a new one. */
  private static final long SILENT_MILLIS = 900_000;

  /** So often silent series are looked for, at most: a flood must not make each sample search. */
  private static final long SEARCH_MILLIS = 5_000;

  /** Of the cap, what is freed at once, so that it does not begin anew with the next sample. */
  private static final int FREED_SHARE = 16;

  private final SeriesLimits limits;
  private final SeriesIndex index;
  private final LongAdder heldBytes;
  private final SampleCounts counts;
  private final ReentrantLock working = new ReentrantLock();
  private long searchedMillis = Long.MIN_VALUE;

  SeriesEviction(SeriesLimits limits, SeriesIndex index, LongAdder heldBytes, SampleCounts counts) {
    this.limits = limits;
    this.index = index;
    this.heldBytes = heldBytes;
    this.counts = counts;
  }

  /**
   * Whether a new series may be made; silent ones go for it. Guarded by the one lock under which
   * series are made.
   */
  boolean hasRoomFor(Labels labels, long nowMillis) {
    if (fits(labels)) {
      return true;
    }
    if (searchedMillis > nowMillis - SEARCH_MILLIS) {
      return false;
    }
    searchedMillis = nowMillis;
    List<StoredSeries> silent =
        index.all().stream()
            .filter(series -> series.lastMillis() < nowMillis - SILENT_MILLIS)
            .sorted(Comparator.comparingLong(StoredSeries::lastMillis))
            .limit(Math.max(1, index.size() / FREED_SHARE))
            .toList();
    silent.forEach(series -> counts.evicted(series.evict(nowMillis)));
    removeEmpty(silent);
    return fits(labels);
  }

  /** Labels may fill half of the cap, or new series would drive out all samples. */
  private boolean fits(Labels labels) {
    long bytes = StoredSeries.baseBytes(labels);
    return index.size() < limits.maxSeries()
        && index.labelBytes() + bytes <= limits.capBytes() / 2
        && heldBytes.sum() + bytes <= limits.capBytes();
  }

  /** Whether not even living series may grow. */
  boolean isOverfull() {
    return heldBytes.sum() > limits.capBytes() + limits.capBytes() / 8;
  }

  /** Lets the oldest chunks go when the cap is reached. */
  void makeRoom(long nowMillis) {
    if (heldBytes.sum() <= limits.capBytes() || !working.tryLock()) {
      return;
    }
    try {
      long excess = heldBytes.sum() - limits.capBytes() + limits.capBytes() / FREED_SHARE;
      long oldest =
          index.all().stream().mapToLong(StoredSeries::firstMillis).min().orElse(nowMillis);
      ChunkAges ages = new ChunkAges(Math.min(oldest, nowMillis), nowMillis);
      index.all().forEach(series -> series.weigh(ages));
      retainFrom(Math.min(ages.before(excess), nowMillis - ALIVE_MILLIS));
    } finally {
      working.unlock();
    }
  }

  /** Lets all chunks go that end before {@code oldestMillis}, and series without any. */
  void retainFrom(long oldestMillis) {
    Collection<StoredSeries> all = index.all();
    for (StoredSeries series : all) {
      counts.evicted(series.evict(oldestMillis));
    }
    removeEmpty(all);
  }

  private void removeEmpty(Collection<StoredSeries> candidates) {
    Set<StoredSeries> gone = new HashSet<>();
    for (StoredSeries series : candidates) {
      if (series.removeIfEmpty()) {
        gone.add(series);
      }
    }
    index.removeAll(gone);
  }
}
