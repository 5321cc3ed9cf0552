/**
 * What evaluation works on: a {@link io.choicesherpa.promql.engine.data.Grid} of steps, a {@link
 * io.choicesherpa.promql.engine.data.Column} of values for each series.
 */
@NullMarked
package io.choicesherpa.promql.engine.data;

import org.jspecify.annotations.NullMarked;
