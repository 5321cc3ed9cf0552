package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import java.util.List;

/** A function that gives an instant vector, for all steps at once. */
@FunctionalInterface
public interface VectorFunction {

  /** The columns of the result; labels may repeat as long as values do not meet. */
  List<Column> apply(Arguments arguments);
}
