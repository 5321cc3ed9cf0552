/**
 * Counts what people do; every metric is declared in {@link
 * io.choicesherpa.backend.adapter.out.metrics.BusinessMetrics}.
 */
@NullMarked
package io.choicesherpa.backend.adapter.out.metrics;

import org.jspecify.annotations.NullMarked;
