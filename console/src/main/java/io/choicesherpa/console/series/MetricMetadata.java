package io.choicesherpa.console.series;

/**
 * What a metric's producer says of it.
 *
 * @param type {@code counter}, {@code gauge}, {@code histogram}, {@code gaugehistogram}, {@code
 *     summary}, {@code info}, {@code stateset} or {@code unknown}
 * @param help what it counts; empty when that was not said
 * @param unit such as {@code seconds}; empty when there is none
 */
public record MetricMetadata(String type, String help, String unit) {}
