package io.choicesherpa.console.scrape;

import io.choicesherpa.console.series.SampleBatch;
import io.choicesherpa.promql.model.Labels;
import java.util.Map;

/**
 * When counters, histograms and summaries began, as the lines named {@code _created} of an
 * OpenMetrics text tell it. They are the last of their metric, after the samples that they speak
 * of, and become no series themselves. Not thread-safe; of one scrape.
 *
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/#counter">OpenMetrics,
 *     counter</a>
 */
final class CreatedTimes {

  private static final String SUFFIX = "_created";
  private static final double MILLIS_PER_SECOND = 1000;
  private static final String QUANTILE = "quantile";

  private final SampleBatch batch;

  /** The family's lines that tell it; empty when it has none. */
  private String metric = "";

  /** What the family's own samples have beside the labels of their metric; empty when nothing. */
  private String ownLabel = "";

  private int firstSample;

  CreatedTimes(SampleBatch batch) {
    this.batch = batch;
  }

  /** A family begins. */
  void family(String name, String type) {
    firstSample = batch.size();
    metric = "";
    switch (type) {
      case "counter" -> begin(name, "");
      case "histogram" -> begin(name, "le");
      case "summary" -> begin(name, QUANTILE);
      default -> {
        // Others do not count up from zero.
      }
    }
  }

  private void begin(String name, String label) {
    metric = name + SUFFIX;
    ownLabel = label;
  }

  /** Whether the line is no sample but tells when those before it began. */
  boolean isToldBy(SampleLine line) {
    return !metric.isEmpty() && line.isOf(metric);
  }

  /** Tells the samples of the line's metric. */
  void read(SampleLine line, Map<String, String> targetLabels) throws ExpositionException {
    long beginMillis = Math.round(line.value() * MILLIS_PER_SECOND);
    int last = batch.size() - 1;
    if (beginMillis <= 0 || last < firstSample || batch.series(last).lastMillis() >= beginMillis) {
      // Nothing to tell, or told long ago: so it is at nearly every scrape.
      return;
    }
    Labels told = line.labels(targetLabels);
    for (int i = last; i >= firstSample && isOf(told, batch.series(i).labels()); i--) {
      // A quantile is no count, and was not zero at the beginning.
      if (batch.series(i).labels().get(QUANTILE) == null || !ownLabel.equals(QUANTILE)) {
        batch.begun(i, beginMillis);
      }
    }
  }

  /** Whether a sample has the labels of the metric, its own and the names aside. */
  private boolean isOf(Labels told, Labels sample) {
    int at = 0;
    for (int i = 0; i < sample.size(); i++) {
      String name = sample.name(i);
      if (!name.equals(Labels.METRIC_NAME) && !name.equals(ownLabel)) {
        at = skipName(told, at);
        if (at == told.size()
            || !told.name(at).equals(name)
            || !told.value(at).equals(sample.value(i))) {
          return false;
        }
        at++;
      }
    }
    return skipName(told, at) == told.size();
  }

  private static int skipName(Labels labels, int at) {
    return at < labels.size() && labels.name(at).equals(Labels.METRIC_NAME) ? at + 1 : at;
  }
}
