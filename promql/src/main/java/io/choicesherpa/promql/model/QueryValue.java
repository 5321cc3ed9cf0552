package io.choicesherpa.promql.model;

import java.util.List;

/**
 * What an expression gives.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">Data types</a>
 */
public sealed interface QueryValue {

  /** The type's name, as error texts and the HTTP API write it. */
  ValueType type();

  /** One number. */
  record Scalar(long timestampMillis, double value) implements QueryValue {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /** One text. */
  record Text(long timestampMillis, String value) implements QueryValue {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /** A sample each of any number of series, all of one time. */
  record Vector(List<Sample> samples) implements QueryValue {
    /** Copies the samples. */
    public Vector {
      samples = List.copyOf(samples);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /** Any number of series over time. */
  record Matrix(List<PointSeries> series) implements QueryValue {
    /** Copies the series. */
    public Matrix {
      series = List.copyOf(series);
    }

    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }
}
