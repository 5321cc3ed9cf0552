package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Annotations;
import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.histogram.HistogramSum;
import io.choicesherpa.promql.math.CompensatedSum;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PositionRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sum}: of numbers or of histograms, but not of both. */
final class SumAccumulator implements Accumulator {

  private final int steps;
  private final Annotations annotations;
  private final PositionRange position;

  SumAccumulator(int steps, Annotations annotations, PositionRange position) {
    this.steps = steps;
    this.annotations = annotations;
    this.position = position;
  }

  @Override
  public Column aggregate(Labels labels, List<Column> columns) {
    double[] sums = Column.absent(steps);
    double[] compensations = new double[steps];
    HistogramGroup histograms = null;
    for (Column column : columns) {
      double[] numbers = column.numbers();
      for (int i = 0; i < steps; i++) {
        double value = numbers[i];
        if (Column.isAbsent(value)) {
          continue;
        }
        double sum = sums[i];
        if (Column.isAbsent(sum)) {
          sums[i] = value;
        } else {
          double total = sum + value;
          compensations[i] = CompensatedSum.compensation(value, sum, compensations[i], total);
          sums[i] = total;
        }
      }
      if (column.hasHistograms()) {
        if (histograms == null) {
          histograms = new HistogramGroup(steps, annotations, position, SumOfHistograms::new);
        }
        histograms.add(column);
      }
    }
    for (int i = 0; i < steps; i++) {
      if (!Column.isAbsent(sums[i])) {
        sums[i] += compensations[i];
      }
    }
    Column result = Accumulator.result(labels, columns, sums);
    if (histograms != null) {
      histograms.finish(result);
    }
    return result;
  }

  private static final class SumOfHistograms implements HistogramGroup.Total {
    private final HistogramSum sum;

    SumOfHistograms(FloatHistogram first) {
      sum = new HistogramSum(first);
    }

    @Override
    public boolean compatible(FloatHistogram other) {
      return sum.sum().compatible(other);
    }

    @Override
    public void add(FloatHistogram other) {
      sum.add(other);
    }

    @Override
    public boolean boundsReconciled() {
      return sum.boundsReconciled();
    }

    @Override
    public @Nullable FloatHistogram value() {
      return sum.value();
    }
  }
}
