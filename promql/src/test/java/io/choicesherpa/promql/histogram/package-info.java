/** Tests of histograms: {@link io.choicesherpa.promql.histogram.HistogramSumTest} and others. */
@NullMarked
package io.choicesherpa.promql.histogram;

import org.jspecify.annotations.NullMarked;
