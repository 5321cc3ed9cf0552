package io.choicesherpa.promql.engine.data;

import java.util.List;

/** What a part of an expression gives, for all steps of a grid. */
public sealed interface Evaluated {

  /** Series; no two of the same labels have a value at the same step. */
  record Vectors(List<Column> columns) implements Evaluated {}

  /** A number for each step. */
  final class Scalars implements Evaluated {
    private final double[] numbers;

    /** Takes {@code numbers} over. */
    public Scalars(double[] numbers) {
      this.numbers = numbers;
    }

    /** The numbers by step, not a copy. */
    public double[] numbers() {
      return numbers;
    }
  }

  /** A text. */
  record Text(String value) implements Evaluated {}
}
