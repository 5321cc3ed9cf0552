package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another registry's metrics in the same exposition. A name that is taken already stays with whom
 * it belongs to: two metrics of one name would make the whole exposition unreadable. When the other
 * registry cannot be read, a scrape goes without it. Thread-safe.
 */
final class JoinedRegistry implements MultiCollector {

  private static final Logger LOG = LoggerFactory.getLogger(JoinedRegistry.class);
  private static final int MAX_WARNINGS = 100;

  private final PrometheusRegistry other;
  private final Set<String> taken;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean unreadable = new AtomicBoolean();

  JoinedRegistry(PrometheusRegistry other, Set<String> taken) {
    this.other = other;
    this.taken = Set.copyOf(taken);
  }

  @Override
  public MetricSnapshots collect() {
    MetricSnapshots.Builder joined = MetricSnapshots.builder();
    List<String> leftOut = new ArrayList<>();
    for (MetricSnapshot snapshot : read()) {
      String name = snapshot.getMetadata().getPrometheusName();
      if (!taken.contains(name)) {
        joined.metricSnapshot(snapshot);
      } else if (warned.size() < MAX_WARNINGS && warned.add(name)) {
        leftOut.add(name);
      }
    }
    if (!leftOut.isEmpty()) {
      LOG.atInfo()
          .addKeyValue("metrics", leftOut)
          .log("Joined metrics are left out, because their names are taken");
    }
    return joined.build();
  }

  /** One bad metric there, such as a counter below zero, must not cost all that are here. */
  private MetricSnapshots read() {
    try {
      MetricSnapshots snapshots = other.scrape();
      unreadable.set(false);
      return snapshots;
    } catch (RuntimeException e) {
      if (!unreadable.getAndSet(true)) {
        LOG.atWarn()
            .setCause(e)
            .log("Joined metrics are missing, because one of them cannot be read");
      }
      return new MetricSnapshots();
    }
  }
}
