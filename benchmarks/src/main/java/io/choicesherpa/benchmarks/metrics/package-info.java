/**
 * Counters and histograms, and the scrape; entry type {@link
 * io.choicesherpa.benchmarks.metrics.MetricsBenchmark}.
 */
@NullMarked
package io.choicesherpa.benchmarks.metrics;

import org.jspecify.annotations.NullMarked;
