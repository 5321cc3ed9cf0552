package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Annotations;
import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import io.choicesherpa.promql.model.PositionRange;
import java.util.BitSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The histograms of a group of series, brought to one for each step. */
final class HistogramGroup {

  private final Annotations annotations;
  private final PositionRange position;
  private final Function<FloatHistogram, Total> start;
  private final Total[] totals;
  private final BitSet incompatible = new BitSet();
  private final BitSet resets = new BitSet();
  private final BitSet notResets = new BitSet();

  HistogramGroup(
      int steps,
      Annotations annotations,
      PositionRange position,
      Function<FloatHistogram, Total> start) {
    this.annotations = annotations;
    this.position = position;
    this.start = start;
    totals = new Total[steps];
  }

  /** What the histograms of one step are brought to. */
  interface Total {

    boolean compatible(FloatHistogram other);

    void add(FloatHistogram other);

    boolean boundsReconciled();

    @Nullable FloatHistogram value();
  }

  void add(Column column) {
    for (int i = 0; i < totals.length; i++) {
      FloatHistogram histogram = column.histogram(i);
      if (histogram == null || incompatible.get(i)) {
        continue;
      }
      resets.set(i, resets.get(i) || histogram.counterReset() == CounterReset.RESET);
      notResets.set(i, notResets.get(i) || histogram.counterReset() == CounterReset.NOT_RESET);
      if (totals[i] == null) {
        totals[i] = start.apply(histogram);
      } else if (totals[i].compatible(histogram)) {
        totals[i].add(histogram);
        if (totals[i].boundsReconciled()) {
          annotations.boundsReconciled("aggregation", position);
        }
      } else {
        annotations.mixedExponentialCustom(column.labels().metricName(), position);
        incompatible.set(i);
      }
    }
  }

  /** Puts the histograms into {@code column}, which holds what became of the numbers. */
  void finish(Column column) {
    for (int i = 0; i < totals.length; i++) {
      if (totals[i] == null) {
        continue;
      }
      if (!Column.isAbsent(column.numbers()[i])) {
        annotations.mixedFloatsHistogramsInAggregation(position);
        column.clear(i);
        continue;
      }
      FloatHistogram value = incompatible.get(i) ? null : totals[i].value();
      if (value != null) {
        column.setHistogram(i, value);
        if (resets.get(i) && notResets.get(i)) {
          annotations.counterResetCollision("aggregation", position);
        }
      }
    }
  }
}
