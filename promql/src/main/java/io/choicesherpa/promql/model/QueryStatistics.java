package io.choicesherpa.promql.model;

/**
 * What a query took.
 *
 * @param seriesRead how many series the source gave
 * @param samplesRead how many samples were read of them
 * @param peakSamples the most that were held in memory at a time; a native histogram counts by its
 *     buckets
 */
public record QueryStatistics(long seriesRead, long samplesRead, long peakSamples) {}
