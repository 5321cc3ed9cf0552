package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A counter of exact decimals and its series. Thread-safe. */
public final class DecimalCounterFamily {

  private final MetricDefinition definition;
  private final LabelSet labels;
  private final String[] labelNames;
  private final Clock clock;
  private final Map<List<String>, DecimalCounter> series = new ConcurrentHashMap<>();

  DecimalCounterFamily(MetricDefinition definition, LabelSet labels, Clock clock) {
    this.definition = definition;
    this.labels = labels;
    this.clock = clock;
    this.labelNames = definition.labelNames().toArray(String[]::new);
    labels.forEachKnown(values -> series.put(List.of(values), begin()));
  }

  /**
   * The series of these values, in the definition's order. Look it up once and keep it. A value
   * that is not allowed is folded; the series then is the fallback's.
   *
   * @throws IllegalArgumentException if the number of values is not that of the labels
   */
  public DecimalCounter labels(String... values) {
    return series.computeIfAbsent(List.of(labels.admit(values)), key -> begin());
  }

  private DecimalCounter begin() {
    return new DecimalCounter(clock.millis());
  }

  Collector collector() {
    return new SnapshotCollector();
  }

  private CounterSnapshot snapshot() {
    List<CounterDataPointSnapshot> points =
        series.entrySet().stream()
            .map(
                entry ->
                    CounterDataPointSnapshot.builder()
                        .labels(Labels.of(labelNames, entry.getKey().toArray(String[]::new)))
                        .value(entry.getValue().get().doubleValue())
                        .createdTimestampMillis(entry.getValue().createdMillis())
                        .build())
            .toList();
    return new CounterSnapshot(metadata(), points);
  }

  private MetricMetadata metadata() {
    String name = NamingRules.baseName(definition.name());
    return definition.unit().isEmpty()
        ? new MetricMetadata(name, definition.help())
        : new MetricMetadata(name, definition.help(), new Unit(definition.unit()));
  }

  private final class SnapshotCollector implements Collector {
    @Override
    public MetricSnapshot collect() {
      return snapshot();
    }

    @Override
    public MetricFamilyDescriptor getMetricFamilyDescriptor() {
      return MetricFamilyDescriptor.of(MetricType.COUNTER, metadata(), List.of(labelNames));
    }
  }
}
