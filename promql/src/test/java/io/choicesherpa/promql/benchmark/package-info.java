/**
 * How long range queries take beside a real Prometheus server: {@link
 * io.choicesherpa.promql.benchmark.PromqlBenchmark}, run by {@code ./bench --promql}.
 */
@NullMarked
package io.choicesherpa.promql.benchmark;

import org.jspecify.annotations.NullMarked;
