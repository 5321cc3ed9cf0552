package io.choicesherpa.console.logql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query for numbers found.
 *
 * @param series by labels; empty where the answer is a bare number
 * @param scalar the bare number; null where there are series
 * @param stats what was looked at
 */
public record MetricResult(List<MetricSeries> series, @Nullable Double scalar, QueryStats stats) {

  /** Copies the series. */
  public MetricResult {
    series = List.copyOf(series);
  }
}
