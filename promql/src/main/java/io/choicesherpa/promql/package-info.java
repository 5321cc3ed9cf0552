/**
 * PromQL over any source of series: {@link io.choicesherpa.promql.PromqlEngine} answers expressions
 * at one time or over a range of times.
 */
@NullMarked
package io.choicesherpa.promql;

import org.jspecify.annotations.NullMarked;
