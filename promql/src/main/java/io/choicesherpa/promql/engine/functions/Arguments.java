package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Annotations;
import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Columns;
import io.choicesherpa.promql.engine.data.Evaluated;
import io.choicesherpa.promql.engine.data.Grid;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.parser.Expression;
import java.util.List;

/**
 * What a function is called with. The columns belong to the function.
 *
 * @param call the call in the expression
 * @param values the arguments
 * @param grid the steps
 * @param context the query
 */
public record Arguments(
    Expression.Call call, List<Evaluated> values, Grid grid, QueryContext context) {

  /** Copies the list of values. */
  public Arguments {
    values = List.copyOf(values);
  }

  int count() {
    return values.size();
  }

  List<Column> columns(int index) {
    return ((Evaluated.Vectors) values.get(index)).columns();
  }

  double[] scalars(int index) {
    return ((Evaluated.Scalars) values.get(index)).numbers();
  }

  String text(int index) {
    return ((Evaluated.Text) values.get(index)).value();
  }

  int steps() {
    return grid.count();
  }

  Annotations annotations() {
    return context.annotations();
  }

  PositionRange position(int index) {
    return call.arguments().get(index).position();
  }

  /** The column with values that are no longer what the metric's name says. */
  Column renamed(Column column) {
    return Columns.renamed(column, context);
  }

  /** The metric's name as messages have it; empty when it is dropped at once. */
  String metric(Column column) {
    return context.settings().delayedNameRemoval() ? column.labels().metricName() : "";
  }

  /** New room for a column, counted. */
  double[] newNumbers() {
    context.hold(steps());
    return Column.absent(steps());
  }

  PromqlException refused(String message) {
    return new PromqlException(PromqlException.Kind.EXECUTION, message, call.position());
  }
}
