/**
 * Arithmetic and estimates of histograms, native and classic; {@link
 * io.choicesherpa.promql.histogram.FloatHistogram} is what can be added to.
 */
@NullMarked
package io.choicesherpa.promql.histogram;

import org.jspecify.annotations.NullMarked;
