package io.choicesherpa.console.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Series in memory up to a number of bytes. When it is full, the series that has been silent for
 * longest goes first; a series that got a sample lately is never driven out by a new one.
 */
final class MemorySeriesStore implements SeriesSink, SeriesSource {

  /** A series without a sample for so long has ended, as Prometheus's look-back has it. */
  private static final long ENDED_AFTER_MILLIS = 300_000;

  private final Object lock = new Object();
  private final long capBytes;

  /** By labels, least lately appended to first. */
  private final Map<Labels, Series> byLabels = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<String, Map<Labels, Series>> byMetric = new HashMap<>();
  private long heldBytes;
  private long latestMillis;
  private long received;
  private long held;
  private long evicted;
  private long refused;

  MemorySeriesStore(long capBytes) {
    if (capBytes <= 0) {
      throw new IllegalArgumentException("capBytes <= 0: " + capBytes);
    }
    this.capBytes = capBytes;
  }

  @Override
  public Series series(Labels labels) {
    synchronized (lock) {
      Series known = byLabels.get(labels);
      if (known != null) {
        return known;
      }
      Series series = new Series(labels);
      if (!makeRoom(series.heldBytes() + series.growthBytes())) {
        return Series.DROPPED;
      }
      byLabels.put(labels, series);
      byMetric.computeIfAbsent(labels.metric(), name -> new LinkedHashMap<>()).put(labels, series);
      heldBytes += series.heldBytes();
      return series;
    }
  }

  @Override
  public void append(Series series, long timeMillis, double value) {
    synchronized (lock) {
      received++;
      if (byLabels.get(series.labels) != series) {
        refused++;
        return;
      }
      if (timeMillis <= series.lastMillis()) {
        return;
      }
      latestMillis = Math.max(latestMillis, timeMillis);
      long growth = series.growthBytes();
      if (!makeRoom(growth) || byLabels.get(series.labels) != series) {
        refused++;
        return;
      }
      int before = series.size();
      series.append(timeMillis, value);
      heldBytes += growth;
      held += series.size() - before;
      evicted += 1 - (series.size() - before);
    }
  }

  private boolean makeRoom(long bytes) {
    Iterator<Series> silentFirst = byLabels.values().iterator();
    while (heldBytes + bytes > capBytes && silentFirst.hasNext()) {
      Series silent = silentFirst.next();
      if (silent.lastMillis() > latestMillis - ENDED_AFTER_MILLIS) {
        return false;
      }
      silentFirst.remove();
      Map<Labels, Series> ofMetric = byMetric.getOrDefault(silent.labels.metric(), Map.of());
      ofMetric.remove(silent.labels);
      if (ofMetric.isEmpty()) {
        byMetric.remove(silent.labels.metric());
      }
      heldBytes -= silent.heldBytes();
      held -= silent.size();
      evicted += silent.size();
    }
    return heldBytes + bytes <= capBytes;
  }

  @Override
  public List<SeriesSlice> select(String metric, long sinceMillis) {
    synchronized (lock) {
      List<SeriesSlice> slices = new ArrayList<>();
      for (Series series : byMetric.getOrDefault(metric, Map.of()).values()) {
        if (series.lastMillis() >= sinceMillis) {
          slices.add(series.slice(sinceMillis));
        }
      }
      return slices;
    }
  }

  @Override
  public StoreFigures figures() {
    synchronized (lock) {
      return new StoreFigures(received, held, evicted, refused, heldBytes, capBytes);
    }
  }

  @Override
  public int seriesCount() {
    synchronized (lock) {
      return byLabels.size();
    }
  }
}
