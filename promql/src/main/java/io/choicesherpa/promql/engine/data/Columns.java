package io.choicesherpa.promql.engine.data;

import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.PromqlException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Operations on the columns of a vector. */
public final class Columns {

  /** Labels that say what the values are and go when the values become something else. */
  private static final List<String> METADATA = List.of(Labels.METRIC_NAME, "__type__", "__unit__");

  private Columns() {}

  /** Whether {@code label} says what the values are. */
  public static boolean isMetadata(String label) {
    return METADATA.contains(label);
  }

  /** The labels that say what the values are. */
  public static List<String> metadata() {
    return METADATA;
  }

  /** {@code labels} without those that say what the values are. */
  public static Labels withoutMetadata(Labels labels) {
    for (int i = 0; i < labels.size(); i++) {
      String name = labels.name(i);
      if (name.startsWith("__") && isMetadata(name)) {
        return labels.without(METADATA);
      }
    }
    return labels;
  }

  /** {@code column} for values that are no longer what the metric's name says. */
  public static Column renamed(Column column, QueryContext context) {
    return context.settings().delayedNameRemoval()
        ? column.with(column.labels(), true)
        : column.with(withoutMetadata(column.labels()), true);
  }

  /**
   * Columns of the same labels made one.
   *
   * @throws PromqlException when two have a value at the same step
   */
  public static List<Column> merged(List<Column> columns, int steps, PositionRange position) {
    if (columns.size() < 2) {
      return columns;
    }
    Map<Labels, Integer> places = new HashMap<>(2 * columns.size());
    List<Column> result = new ArrayList<>(columns.size());
    for (Column column : columns) {
      Integer place = places.putIfAbsent(column.labels(), result.size());
      if (place == null) {
        result.add(column);
      } else {
        overlay(result.get(place), column, steps, position);
      }
    }
    return result;
  }

  private static void overlay(Column base, Column other, int steps, PositionRange position) {
    for (int i = 0; i < steps; i++) {
      if (other.isPresent(i)) {
        if (base.isPresent(i)) {
          throw new PromqlException(
              Kind.EXECUTION, "vector cannot contain metrics with the same labelset", position);
        }
        base.copy(i, other);
      }
    }
  }

  /** Only columns with a value at any step. */
  public static List<Column> withoutEmpty(List<Column> columns) {
    List<Column> result = new ArrayList<>(columns.size());
    for (Column column : columns) {
      if (!column.isEmpty()) {
        result.add(column);
      }
    }
    return result;
  }
}
