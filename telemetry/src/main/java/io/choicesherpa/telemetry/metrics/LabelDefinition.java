package io.choicesherpa.telemetry.metrics;

import java.util.HashSet;
import java.util.List;

/**
 * A label and what its values may be: either a closed set, or open up to a number of distinct
 * values. Whatever is not allowed becomes {@code fallback} and is counted in {@code
 * telemetry_label_values_folded_total}, so that no caller can grow the series without limit.
 *
 * <p>Immutable.
 *
 * @param name the label's name, lower-case snake_case
 * @param values the closed set, in the order in which its series are created; empty for an open
 *     label. An empty value in it is Prometheus's way to say that a series does not have the label
 * @param maxValues how many distinct values may appear, the fallback not counted; for a closed set
 *     its size
 * @param fallback the value that stands for everything that is not allowed
 */
public record LabelDefinition(String name, List<String> values, int maxValues, String fallback) {

  /** The fallback unless {@link #withFallback} says otherwise: {@value}. */
  public static final String OTHER = "other";

  /** Checks the names and copies the list. */
  public LabelDefinition {
    NamingRules.checkLabelName(name);
    values = List.copyOf(values);
    if (new HashSet<>(values).size() != values.size()) {
      throw new IllegalArgumentException("label '" + name + "' repeats a value: " + values);
    }
    if (fallback.isEmpty()) {
      throw new IllegalArgumentException("label '" + name + "' has an empty fallback");
    }
    if (maxValues <= 0) {
      throw new IllegalArgumentException("label '" + name + "': maxValues " + maxValues + " <= 0");
    }
    if (!values.isEmpty() && maxValues != values.size()) {
      throw new IllegalArgumentException(
          "label '" + name + "': maxValues " + maxValues + " != size of its closed set " + values);
    }
  }

  /** A label that only ever has these values; its series exist from start-up. */
  public static LabelDefinition closed(String name, String... values) {
    return closed(name, List.of(values));
  }

  /** A label that only ever has these values; its series exist from start-up. */
  public static LabelDefinition closed(String name, List<String> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("label '" + name + "' is closed but has no values");
    }
    return new LabelDefinition(name, values, values.size(), OTHER);
  }

  /** A label whose values are not known beforehand, but are few by design. */
  public static LabelDefinition open(String name, int maxValues) {
    return new LabelDefinition(name, List.of(), maxValues, OTHER);
  }

  /** The same label with another word for what is not allowed. */
  public LabelDefinition withFallback(String value) {
    return new LabelDefinition(name, values, maxValues, value);
  }

  /** Whether all values are known beforehand. */
  public boolean isClosed() {
    return !values.isEmpty();
  }
}
