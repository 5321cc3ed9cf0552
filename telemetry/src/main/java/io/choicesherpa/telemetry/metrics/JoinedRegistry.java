package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another registry's metrics in the same exposition. A name that is taken already stays with whom
 * it belongs to: two metrics of one name would make the whole exposition unreadable. Thread-safe.
 */
final class JoinedRegistry implements MultiCollector {

  private static final Logger LOG = LoggerFactory.getLogger(JoinedRegistry.class);
  private static final int MAX_WARNINGS = 100;

  private final PrometheusRegistry other;
  private final Set<String> taken;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  JoinedRegistry(PrometheusRegistry other, Set<String> taken) {
    this.other = other;
    this.taken = Set.copyOf(taken);
  }

  @Override
  public MetricSnapshots collect() {
    MetricSnapshots.Builder joined = MetricSnapshots.builder();
    for (MetricSnapshot snapshot : other.scrape()) {
      String name = snapshot.getMetadata().getPrometheusName();
      if (!taken.contains(name)) {
        joined.metricSnapshot(snapshot);
      } else if (warned.size() < MAX_WARNINGS && warned.add(name)) {
        LOG.atWarn()
            .addKeyValue("metric", name)
            .log("A joined metric is left out, because its name is taken");
      }
    }
    return joined.build();
  }
}
