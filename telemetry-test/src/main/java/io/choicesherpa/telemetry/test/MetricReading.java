package io.choicesherpa.telemetry.test;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One scrape as values: counters and gauges under their exposed names; of histograms and summaries
 * the number of observations under the plain name, count and sum under theirs. Immutable.
 */
final class MetricReading {

  static final MetricReading NOTHING = new MetricReading(Map.of());

  private final Map<Series, Double> values;

  /**
   * One series.
   *
   * @param labels sorted by name
   */
  record Series(String name, Map<String, String> labels) {

    boolean has(Map<String, String> wanted) {
      return labels.entrySet().containsAll(wanted.entrySet());
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(name);
      if (!labels.isEmpty()) {
        text.append('{');
        labels.forEach(
            (label, value) ->
                text.append(text.charAt(text.length() - 1) == '{' ? "" : ", ")
                    .append(label)
                    .append("=\"")
                    .append(value)
                    .append('"'));
        text.append('}');
      }
      return text.toString();
    }
  }

  private MetricReading(Map<Series, Double> values) {
    this.values = values;
  }

  static MetricReading of(PrometheusRegistry registry) {
    Map<Series, Double> values = new LinkedHashMap<>();
    for (MetricSnapshot metric : registry.scrape()) {
      read(metric, values);
    }
    return new MetricReading(values);
  }

  private static void read(MetricSnapshot metric, Map<Series, Double> values) {
    String name = metric.getMetadata().getPrometheusName();
    if (metric instanceof CounterSnapshot counter) {
      String exposed = name.endsWith("_total") ? name : name + "_total";
      counter.getDataPoints().forEach(p -> put(values, exposed, p.getLabels(), p.getValue()));
    } else if (metric instanceof GaugeSnapshot gauge) {
      gauge.getDataPoints().forEach(p -> put(values, name, p.getLabels(), p.getValue()));
    } else if (metric instanceof InfoSnapshot info) {
      info.getDataPoints().forEach(p -> put(values, name + "_info", p.getLabels(), 1));
    } else if (metric instanceof HistogramSnapshot histogram) {
      histogram
          .getDataPoints()
          .forEach(p -> distribution(values, name, p.getLabels(), p.getCount(), p.getSum()));
    } else if (metric instanceof SummarySnapshot summary) {
      summary
          .getDataPoints()
          .forEach(p -> distribution(values, name, p.getLabels(), p.getCount(), p.getSum()));
    }
  }

  private static void distribution(
      Map<Series, Double> values, String name, Labels labels, long count, double sum) {
    put(values, name, labels, (double) count);
    put(values, name + "_count", labels, (double) count);
    put(values, name + "_sum", labels, sum);
  }

  private static void put(Map<Series, Double> values, String name, Labels labels, double value) {
    Map<String, String> byName = new TreeMap<>();
    labels.forEach(label -> byName.put(label.getName(), label.getValue()));
    values.put(new Series(name, byName), value);
  }

  /** All names, in the order of the exposition. */
  List<String> names() {
    return values.keySet().stream().map(Series::name).distinct().toList();
  }

  /** All series of this name. */
  List<Series> series(String name) {
    return values.keySet().stream().filter(series -> series.name().equals(name)).toList();
  }

  /** The series' value; 0 for one that is not there, as a counter begins. */
  double value(Series series) {
    return values.getOrDefault(series, 0.0);
  }

  double sum(Collection<Series> all) {
    return all.stream().mapToDouble(this::value).sum();
  }
}
