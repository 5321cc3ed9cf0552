package io.choicesherpa.console.alerting;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.source.SampleIterator;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.SeriesSource;
import io.choicesherpa.promql.source.TimeRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the rules of a back-test write, laid over what is kept. Used by one thread. */
final class WrittenSeries {

  private final Map<Labels, Column> series = new LinkedHashMap<>();

  boolean append(Labels labels, long timestampMillis, double value) {
    series.computeIfAbsent(labels, Column::new).add(timestampMillis, value);
    return true;
  }

  /** Both; of what is kept not the metrics in {@code replaced}, which the rules write anew. */
  SeriesSource over(SeriesSource kept, Predicate<String> replaced) {
    return (matchers, range) -> {
      List<Series> all = new ArrayList<>();
      for (Series one : kept.select(matchers, range)) {
        if (!replaced.test(one.labels().metricName())) {
          all.add(one);
        }
      }
      for (Column column : series.values()) {
        if (matches(matchers, column.labels())) {
          all.add(column);
        }
      }
      return all;
    };
  }

  private static boolean matches(List<LabelMatcher> matchers, Labels labels) {
    return matchers.stream().allMatch(matcher -> matcher.matches(labels));
  }

  private static final class Column implements Series {

    private final Labels labels;
    private long[] times = new long[16];
    private double[] values = new double[16];
    private int size;

    Column(Labels labels) {
      this.labels = labels;
    }

    void add(long timestampMillis, double value) {
      if (size == times.length) {
        times = java.util.Arrays.copyOf(times, size * 2);
        values = java.util.Arrays.copyOf(values, size * 2);
      }
      times[size] = timestampMillis;
      values[size++] = value;
    }

    @Override
    public Labels labels() {
      return labels;
    }

    @Override
    public SampleIterator samples(TimeRange range) {
      int from = java.util.Arrays.binarySearch(times, 0, size, range.startMillis());
      int first = from < 0 ? -from - 1 : from;
      return new SampleIterator() {
        private int at = first - 1;

        @Override
        public boolean next() {
          at++;
          return at < size && times[at] <= range.endMillis();
        }

        @Override
        public long timestampMillis() {
          return times[at];
        }

        @Override
        public double value() {
          return values[at];
        }
      };
    }
  }
}
