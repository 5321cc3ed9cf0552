package io.choicesherpa.promql.source;

/**
 * A span of time.
 *
 * @param startMillis inclusive, since 1970
 * @param endMillis inclusive
 */
public record TimeRange(long startMillis, long endMillis) {}
