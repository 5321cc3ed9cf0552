package io.choicesherpa.console.logql;

/**
 * What a query looked at.
 *
 * @param lines records
 * @param bytes of them as they are kept
 * @param nanos time taken
 */
public record QueryStats(long lines, long bytes, long nanos) {}
