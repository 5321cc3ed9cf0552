package io.choicesherpa.promql.parser;

import java.util.List;

/**
 * How samples of two vectors find each other.
 *
 * @param cardinality how many may stand on each side
 * @param labels what {@code on} or {@code ignoring} names
 * @param on whether only these labels count; otherwise all but these
 * @param include labels that {@code group_left} or {@code group_right} takes from the one side
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching">
 *     Vector matching</a>
 */
public record VectorMatching(
    Cardinality cardinality, List<String> labels, boolean on, List<String> include) {

  /** Copies the labels. */
  public VectorMatching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }

  /** How many samples of a side may meet one of the other. */
  public enum Cardinality {
    /** One and one. */
    ONE_TO_ONE,
    /** {@code group_left}. */
    MANY_TO_ONE,
    /** {@code group_right}. */
    ONE_TO_MANY,
    /** Set operators. */
    MANY_TO_MANY
  }
}
