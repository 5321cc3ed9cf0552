package io.choicesherpa.console.series;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.MatchType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds series by their labels. Thread-safe.
 *
 * <pre>
 *  __name__ → up            → [series 1, series 2]
 *             requests      → [series 3]
 *  job      → shop          → [series 1, series 3]
 * </pre>
 *
 * The shortest of the lists that the equality matchers name is filtered by the other matchers, each
 * asked once per distinct value.
 */
final class SeriesIndex {

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<Labels, StoredSeries> byLabels = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Postings>> postings = new HashMap<>();
  private final AtomicLong labelBytes = new AtomicLong();

  @Nullable StoredSeries get(Labels labels) {
    return byLabels.get(labels);
  }

  int size() {
    return byLabels.size();
  }

  /** Memory for series before their first sample. */
  long labelBytes() {
    return labelBytes.get();
  }

  Collection<StoredSeries> all() {
    return byLabels.values();
  }

  /** Puts a series in whose labels are not there yet. */
  void add(StoredSeries series) {
    lock.writeLock().lock();
    try {
      Labels labels = series.labels();
      for (int i = 0; i < labels.size(); i++) {
        postings
            .computeIfAbsent(labels.name(i), name -> new HashMap<>())
            .computeIfAbsent(labels.value(i), value -> new Postings())
            .add(series);
      }
      byLabels.put(labels, series);
      labelBytes.addAndGet(StoredSeries.baseBytes(labels));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The same labels with texts that are held already, so that each is held once. */
  Labels shared(Labels labels) {
    lock.readLock().lock();
    try {
      String[] pairs = new String[2 * labels.size()];
      for (int i = 0; i < labels.size(); i++) {
        pairs[2 * i] = labels.name(i);
        pairs[2 * i + 1] = labels.value(i);
        Map<String, Postings> values = postings.get(labels.name(i));
        Postings known = values == null ? null : values.get(labels.value(i));
        if (known != null) {
          Labels other = known.get(0).labels();
          for (int j = 0; j < other.size(); j++) {
            if (other.name(j).equals(pairs[2 * i])) {
              pairs[2 * i] = other.name(j);
              pairs[2 * i + 1] = other.value(j);
            }
          }
        }
      }
      return Labels.of(pairs);
    } finally {
      lock.readLock().unlock();
    }
  }

  void removeAll(Set<StoredSeries> gone) {
    if (gone.isEmpty()) {
      return;
    }
    lock.writeLock().lock();
    try {
      Map<String, Set<String>> touched = new HashMap<>();
      for (StoredSeries series : gone) {
        series
            .labels()
            .forEach(
                (name, value) -> touched.computeIfAbsent(name, n -> new HashSet<>()).add(value));
        if (byLabels.remove(series.labels(), series)) {
          labelBytes.addAndGet(-StoredSeries.baseBytes(series.labels()));
        }
      }
      touched.forEach((name, values) -> removeAll(name, values, gone));
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void removeAll(String name, Set<String> values, Set<StoredSeries> gone) {
    Map<String, Postings> ofName = postings.getOrDefault(name, Map.of());
    for (String value : values) {
      Postings list = ofName.get(value);
      if (list != null && list.removeAll(gone)) {
        ofName.remove(value);
      }
    }
    if (ofName.isEmpty()) {
      postings.remove(name);
    }
  }

  /** The series that satisfy all {@code matchers}; all series when there are none. */
  List<StoredSeries> select(List<LabelMatcher> matchers) {
    lock.readLock().lock();
    try {
      List<Postings> lists = shortest(matchers);
      List<StoredSeries> found = new ArrayList<>();
      List<CachedMatcher> filters = matchers.stream().map(CachedMatcher::new).toList();
      if (lists == null) {
        for (StoredSeries series : byLabels.values()) {
          addIfMatched(series, filters, found);
        }
        return found;
      }
      for (Postings list : lists) {
        for (int i = 0; i < list.size(); i++) {
          addIfMatched(list.get(i), filters, found);
        }
      }
      return found;
    } finally {
      lock.readLock().unlock();
    }
  }

  private static void addIfMatched(
      StoredSeries series, List<CachedMatcher> filters, List<StoredSeries> found) {
    for (CachedMatcher filter : filters) {
      if (!filter.matches(series.labels())) {
        return;
      }
    }
    found.add(series);
  }

  /** Lists that hold all that can match; null when no matcher wants its label to be there. */
  private @Nullable List<Postings> shortest(List<LabelMatcher> matchers) {
    List<Postings> best = null;
    long bestSize = Long.MAX_VALUE;
    for (LabelMatcher matcher : matchers) {
      if (matcher.matches("")) {
        continue;
      }
      if (best != null && matcher.type() != MatchType.EQUAL) {
        continue;
      }
      Map<String, Postings> values = postings.getOrDefault(matcher.name(), Map.of());
      List<Postings> lists = new ArrayList<>();
      if (matcher.type() == MatchType.EQUAL) {
        Postings list = values.get(matcher.value());
        if (list != null) {
          lists.add(list);
        }
      } else {
        values.forEach(
            (value, list) -> {
              if (matcher.matches(value)) {
                lists.add(list);
              }
            });
      }
      long size = lists.stream().mapToLong(Postings::size).sum();
      if (size < bestSize) {
        best = lists;
        bestSize = size;
      }
    }
    return best;
  }

  /** Names of all labels. */
  NavigableSet<String> names() {
    lock.readLock().lock();
    try {
      return new TreeSet<>(postings.keySet());
    } finally {
      lock.readLock().unlock();
    }
  }

  /** All values of one label. */
  NavigableSet<String> values(String name) {
    lock.readLock().lock();
    try {
      return new TreeSet<>(postings.getOrDefault(name, Map.of()).keySet());
    } finally {
      lock.readLock().unlock();
    }
  }

  /** How many series each value of the label has. */
  Map<String, Integer> counts(String name) {
    lock.readLock().lock();
    try {
      Map<String, Integer> counts = new HashMap<>();
      postings
          .getOrDefault(name, Map.of())
          .forEach((value, list) -> counts.put(value, list.size()));
      return counts;
    } finally {
      lock.readLock().unlock();
    }
  }
}
