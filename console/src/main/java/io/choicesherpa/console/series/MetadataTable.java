package io.choicesherpa.console.series;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What producers say of their metrics. Not kept across restarts: each producer says it again.
 * Thread-safe.
 */
public final class MetadataTable {

  private static final int MAX_METRICS = 20_000;
  private static final int MAX_PER_METRIC = 8;
  private static final int MAX_TEXT_CHARS = 4096;

  private final NavigableMap<String, Set<MetricMetadata>> byMetric = new TreeMap<>();

  MetadataTable() {}

  /**
   * Notes what {@code metric} is; past {@value #MAX_METRICS} metrics new ones are forgotten.
   *
   * @param metric the name of the metric family
   */
  public synchronized void put(String metric, MetricMetadata metadata) {
    Set<MetricMetadata> known = byMetric.get(metric);
    if (known == null) {
      if (byMetric.size() >= MAX_METRICS) {
        return;
      }
      known = new LinkedHashSet<>();
      byMetric.put(metric, known);
    }
    if (known.contains(metadata) || metadata.help().length() > MAX_TEXT_CHARS) {
      return;
    }
    if (known.size() >= MAX_PER_METRIC) {
      known.remove(known.iterator().next());
    }
    known.add(metadata);
  }

  /** All that is known, by metric. A copy. */
  public synchronized NavigableMap<String, List<MetricMetadata>> all() {
    NavigableMap<String, List<MetricMetadata>> copy = new TreeMap<>();
    for (Map.Entry<String, Set<MetricMetadata>> entry : byMetric.entrySet()) {
      copy.put(entry.getKey(), new ArrayList<>(entry.getValue()));
    }
    return copy;
  }
}
