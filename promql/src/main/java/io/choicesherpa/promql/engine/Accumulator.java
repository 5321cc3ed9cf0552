package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.model.Labels;
import java.util.List;

/** Makes one column of those of a group. For one group. */
@FunctionalInterface
interface Accumulator {

  /** The group's column under {@code labels}. */
  Column aggregate(Labels labels, List<Column> columns);

  /** A column of {@code numbers} for the group of {@code columns}. */
  static Column result(Labels labels, List<Column> columns, double[] numbers) {
    boolean dropName = false;
    for (Column column : columns) {
      dropName |= column.dropName();
    }
    return new Column(labels, dropName, numbers);
  }
}
