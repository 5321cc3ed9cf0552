package io.choicesherpa.promql.script;

import io.choicesherpa.promql.model.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A value of a series notation.
 *
 * @param omitted whether there is no sample at its time
 * @param value the number, the marker of staleness too
 * @param histogram null when it is a number
 * @param hintGiven whether the histogram's counter reset was written; only then it is compared
 */
public record SequenceValue(
    boolean omitted, double value, @Nullable Histogram histogram, boolean hintGiven) {

  static final SequenceValue OMITTED = new SequenceValue(true, 0, null, false);

  static SequenceValue of(double value) {
    return new SequenceValue(false, value, null, false);
  }

  static SequenceValue of(Histogram histogram, boolean hintGiven) {
    return new SequenceValue(false, histogram.sum(), histogram, hintGiven);
  }

  @Override
  public String toString() {
    if (omitted) {
      return "_";
    }
    return histogram == null ? NumberForm.format(value) : HistogramForm.format(histogram);
  }
}
