package io.choicesherpa.console.rules;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.MatchType;
import io.choicesherpa.promql.model.StaleMarker;
import io.choicesherpa.promql.source.SampleIterator;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.SeriesSource;
import io.choicesherpa.promql.source.TimeRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the series {@code ALERTS_FOR_STATE} still tell of alerts from before a restart. */
final class AlertMemory {

  private static final long MILLIS_PER_SECOND = 1000;

  private final SeriesSource source;

  AlertMemory(SeriesSource source) {
    this.source = source;
  }

  /**
   * An alert that was active when last seen.
   *
   * @param activeMillis since when
   * @param lastSeenMillis when it was last evaluated
   */
  record Remembered(long activeMillis, long lastSeenMillis) {}

  /** Active alerts of a rule, by their labels. */
  Map<Labels, Remembered> of(String alertName, long sinceMillis, long untilMillis) {
    List<LabelMatcher> matchers =
        List.of(
            new LabelMatcher(MatchType.EQUAL, Labels.METRIC_NAME, AlertingRule.ALERTS_FOR_STATE),
            new LabelMatcher(MatchType.EQUAL, AlertingRule.ALERT_NAME, alertName));
    TimeRange range = new TimeRange(sinceMillis, untilMillis);
    Map<Labels, Remembered> remembered = new HashMap<>();
    for (Series series : source.select(matchers, range)) {
      double value = StaleMarker.VALUE;
      long seenMillis = 0;
      SampleIterator samples = series.samples(range);
      while (samples.next()) {
        value = samples.value();
        seenMillis = samples.timestampMillis();
      }
      if (!StaleMarker.is(value) && seenMillis >= sinceMillis) {
        long activeMillis = (long) (value * MILLIS_PER_SECOND);
        remembered.put(
            series.labels().withoutMetricName(), new Remembered(activeMillis, seenMillis));
      }
    }
    return remembered;
  }
}
