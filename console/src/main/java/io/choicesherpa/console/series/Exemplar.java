package io.choicesherpa.console.series;

import io.choicesherpa.promql.model.Labels;

/**
 * One observation that stands for many, with what leads to it.
 *
 * @param labels such as {@code trace_id}
 * @param value what was observed
 * @param timeMillis when, since 1970
 */
public record Exemplar(Labels labels, double value, long timeMillis) {

  long heldBytes() {
    long bytes = 96;
    for (int i = 0; i < labels.size(); i++) {
      bytes += 112 + labels.name(i).length() + labels.value(i).length();
    }
    return bytes;
  }
}
