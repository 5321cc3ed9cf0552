package io.choicesherpa.console.receive;

/**
 * What became of one signal's requests and items since start.
 *
 * @param requests that could be read
 * @param malformedRequests that could not
 * @param acceptedItems spans, records or data points that were kept
 * @param refusedItems that were not, and their sender was told
 */
public record SignalFigures(
    long requests, long malformedRequests, long acceptedItems, long refusedItems) {}
