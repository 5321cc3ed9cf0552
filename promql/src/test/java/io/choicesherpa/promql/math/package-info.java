/** Tests of arithmetic: {@link io.choicesherpa.promql.math.FloatTextTest} and others. */
@NullMarked
package io.choicesherpa.promql.math;

import org.jspecify.annotations.NullMarked;
