package io.choicesherpa.promql.source;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Series in memory, kept for good; for tests and for data that are few. Thread-safe: a query sees
 * each series as it was when it was selected.
 *
 * <pre>{@code
 * MemorySeries series = new MemorySeries();
 * series.add(Labels.of("__name__", "hits_total", "code", "200"), 15_000, 42);
 * }</pre>
 */
public final class MemorySeries implements SeriesSource {

  private final Map<Labels, MemorySamples> series = new LinkedHashMap<>();

  /** Nothing yet. */
  public MemorySeries() {}

  /**
   * Adds a number; it replaces what the series has at that time.
   *
   * @param timestampMillis since 1970, in any order
   */
  public void add(Labels labels, long timestampMillis, double value) {
    add(labels, MemorySample.of(timestampMillis, value));
  }

  /**
   * Adds a native histogram; it replaces what the series has at that time.
   *
   * @param timestampMillis since 1970, in any order
   */
  public void add(Labels labels, long timestampMillis, Histogram histogram) {
    add(labels, MemorySample.of(timestampMillis, histogram));
  }

  /** Adds a sample; it replaces what the series has at that time. */
  public synchronized void add(Labels labels, MemorySample sample) {
    series.compute(
        labels, (key, samples) -> (samples == null ? MemorySamples.EMPTY : samples).with(sample));
  }

  /** Removes all. */
  public synchronized void clear() {
    series.clear();
  }

  /** How many series there are. */
  public synchronized int size() {
    return series.size();
  }

  @Override
  public synchronized List<Series> select(List<LabelMatcher> matchers, TimeRange range) {
    List<Series> found = new ArrayList<>();
    series.forEach(
        (labels, samples) -> {
          if (matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
            found.add(new Selected(labels, samples));
          }
        });
    return found;
  }

  private record Selected(Labels labels, MemorySamples stored) implements Series {
    @Override
    public SampleIterator samples(TimeRange range) {
      return stored.iterator(range);
    }
  }
}
