package io.choicesherpa.promql.parser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How samples of two vectors find each other.
 *
 * @param cardinality how many may stand on each side
 * @param labels what {@code on} or {@code ignoring} names
 * @param on whether only these labels count; otherwise all but these
 * @param include labels that {@code group_left} or {@code group_right} takes from the one side
 * @param fillLeft what stands in for a sample missing on the left; null when nothing does;
 *     experimental
 * @param fillRight what stands in for a sample missing on the right; null when nothing does;
 *     experimental
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching">
 *     Vector matching</a>
 */
public record VectorMatching(
    Cardinality cardinality,
    List<String> labels,
    boolean on,
    List<String> include,
    @Nullable Double fillLeft,
    @Nullable Double fillRight) {

  /** Copies the labels. */
  public VectorMatching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }

  /** A matching that leaves out samples without a partner. */
  public VectorMatching(
      Cardinality cardinality, List<String> labels, boolean on, List<String> include) {
    this(cardinality, labels, on, include, null, null);
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
