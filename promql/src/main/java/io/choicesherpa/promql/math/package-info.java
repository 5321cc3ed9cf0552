/**
 * Arithmetic that gives the same numbers as Prometheus: {@link
 * io.choicesherpa.promql.math.CompensatedSum} adds without losing what is small.
 */
@NullMarked
package io.choicesherpa.promql.math;

import org.jspecify.annotations.NullMarked;
