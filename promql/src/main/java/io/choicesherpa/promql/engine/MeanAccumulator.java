package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Annotations;
import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.histogram.HistogramMean;
import io.choicesherpa.promql.math.CompensatedSum;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PositionRange;
import java.util.BitSet;
import java.util.List;

/**
 * {@code avg}: of numbers or of histograms, but not of both. The sum divided by the count, and by
 * small steps where the sum would overflow.
 */
final class MeanAccumulator implements Accumulator {

  private final int steps;
  private final Annotations annotations;
  private final PositionRange position;

  private final double[] sums;
  private final double[] compensations;
  private final double[] counts;

  /** Where {@link #sums} holds the mean itself. */
  private final BitSet stepwise = new BitSet();

  MeanAccumulator(int steps, Annotations annotations, PositionRange position) {
    this.steps = steps;
    this.annotations = annotations;
    this.position = position;
    sums = Column.absent(steps);
    compensations = new double[steps];
    counts = new double[steps];
  }

  @Override
  public Column aggregate(Labels labels, List<Column> columns) {
    HistogramGroup histograms = null;
    for (Column column : columns) {
      double[] numbers = column.numbers();
      for (int i = 0; i < steps; i++) {
        if (!Column.isAbsent(numbers[i])) {
          add(i, numbers[i]);
        }
      }
      if (column.hasHistograms()) {
        if (histograms == null) {
          histograms = new HistogramGroup(steps, annotations, position, MeanOfHistograms::new);
        }
        histograms.add(column);
      }
    }
    for (int i = 0; i < steps; i++) {
      if (counts[i] > 0) {
        sums[i] =
            stepwise.get(i)
                ? sums[i] + compensations[i]
                : sums[i] / counts[i] + compensations[i] / counts[i];
      }
    }
    Column result = Accumulator.result(labels, columns, sums);
    if (histograms != null) {
      histograms.finish(result);
    }
    return result;
  }

  private void add(int step, double value) {
    double count = ++counts[step];
    if (count == 1) {
      sums[step] = value;
      return;
    }
    if (!stepwise.get(step)) {
      double sum = sums[step];
      double total = sum + value;
      if (!Double.isInfinite(total)) {
        compensations[step] = CompensatedSum.compensation(value, sum, compensations[step], total);
        sums[step] = total;
        return;
      }
      stepwise.set(step);
      sums[step] = sum / (count - 1);
      compensations[step] /= count - 1;
    }
    double kept = (count - 1) / count;
    double mean = kept * sums[step];
    double share = value / count;
    double total = mean + share;
    compensations[step] =
        CompensatedSum.compensation(share, mean, kept * compensations[step], total);
    sums[step] = total;
  }

  private static final class MeanOfHistograms implements HistogramGroup.Total {
    private final HistogramMean mean;

    MeanOfHistograms(FloatHistogram first) {
      mean = new HistogramMean(first);
    }

    @Override
    public boolean compatible(FloatHistogram other) {
      return mean.compatible(other);
    }

    @Override
    public void add(FloatHistogram other) {
      mean.add(other);
    }

    @Override
    public boolean boundsReconciled() {
      return mean.boundsReconciled();
    }

    @Override
    public FloatHistogram value() {
      return mean.value();
    }
  }
}
