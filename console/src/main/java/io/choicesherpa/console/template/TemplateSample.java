package io.choicesherpa.console.template;

import java.util.Map;

/**
 * A series' value as templates see it: {@code .Labels} and {@code .Value}.
 *
 * @param labels the metric's name among them
 */
public record TemplateSample(Map<String, String> labels, double value) {}
