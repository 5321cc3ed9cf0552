package io.choicesherpa.telemetry.metrics;

import io.choicesherpa.telemetry.redaction.Redactor;
import java.util.List;
import java.util.function.Consumer;

/** The labels of one metric, guarded. Thread-safe. */
final class LabelSet {

  private final MetricDefinition definition;
  private final LabelGuard[] guards;

  LabelSet(MetricDefinition definition, FoldedLabels folded, Redactor redactor) {
    this.definition = definition;
    this.guards =
        definition.labels().stream()
            .map(
                label ->
                    new LabelGuard(label, folded.of(definition.name(), label.name()), redactor))
            .toArray(LabelGuard[]::new);
  }

  /** The values as they may be used; the same array where nothing had to be folded. */
  String[] admit(String[] values) {
    if (values.length != guards.length) {
      throw new IllegalArgumentException(
          "metric '"
              + definition.name()
              + "' has the labels "
              + definition.labelNames()
              + " but got "
              + values.length
              + " values");
    }
    String[] admitted = values;
    for (int i = 0; i < values.length; i++) {
      String value = guards[i].admit(values[i]);
      if (!value.equals(values[i])) {
        if (admitted == values) {
          admitted = values.clone();
        }
        admitted[i] = value;
      }
    }
    return admitted;
  }

  /** One label's value as it may be used. */
  String admit(int index, String value) {
    return guards[index].admit(value);
  }

  /** Hands over each combination of a metric whose labels are all closed; none otherwise. */
  void forEachKnown(Consumer<String[]> series) {
    if (definition.isClosed()) {
      combine(definition.labels(), new String[guards.length], 0, series);
    }
  }

  private static void combine(
      List<LabelDefinition> labels, String[] values, int index, Consumer<String[]> series) {
    if (index == values.length) {
      series.accept(values.clone());
      return;
    }
    for (String value : labels.get(index).values()) {
      values[index] = value;
      combine(labels, values, index + 1, series);
    }
  }
}
