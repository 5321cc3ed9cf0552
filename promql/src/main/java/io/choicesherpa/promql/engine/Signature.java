package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Columns;
import io.choicesherpa.promql.model.Labels;
import java.util.ArrayList;
import java.util.List;

/** The labels by which series belong together: only those named, or all but those. */
final class Signature {

  private final boolean only;
  private final List<String> names;

  private Signature(boolean only, List<String> names) {
    this.only = only;
    this.names = names;
  }

  static Signature only(List<String> names) {
    return new Signature(true, names);
  }

  /** All labels but those named and those that say what the values are. */
  static Signature without(List<String> names) {
    List<String> all = new ArrayList<>(Columns.metadata());
    all.addAll(names);
    return new Signature(false, all);
  }

  Labels of(Labels labels) {
    if (only) {
      return names.isEmpty() ? Labels.empty() : labels.only(names);
    }
    return labels.without(names);
  }
}
