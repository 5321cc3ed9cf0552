package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Window;

/** A function of the samples of one series within a range of time. */
@FunctionalInterface
public interface RangeFunction {

  /**
   * What the function gives for a window with at least one sample: a number, {@link Column#ABSENT}
   * for nothing, or what {@link RangeCall#give} returns for a histogram.
   */
  double apply(Window window, RangeCall call);
}
