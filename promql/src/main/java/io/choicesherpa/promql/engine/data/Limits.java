package io.choicesherpa.promql.engine.data;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How far a query may go.
 *
 * @param maxSamples samples in memory
 * @param maxSeries series read
 * @param timeoutNanos how long it may take
 * @param nanoTime what that is measured with
 * @param cancelled whether the caller gave up
 */
public record Limits(
    long maxSamples,
    int maxSeries,
    long timeoutNanos,
    LongSupplier nanoTime,
    BooleanSupplier cancelled) {}
