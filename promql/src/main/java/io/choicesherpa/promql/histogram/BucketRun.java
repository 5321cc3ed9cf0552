package io.choicesherpa.promql.histogram;

import io.choicesherpa.promql.model.Histogram;
import java.util.Arrays;

/**
 * Counts of consecutive buckets of one side of a histogram. Immutable; buckets outside of the run
 * are empty, and the first and the last within are not.
 */
final class BucketRun {

  static final BucketRun EMPTY = new BucketRun(0, new double[0]);

  private final int offset;
  private final double[] counts;

  private BucketRun(int offset, double[] counts) {
    this.offset = offset;
    this.counts = counts;
  }

  /** A run of {@code counts}, which the caller gives away, without empty buckets at its ends. */
  static BucketRun of(int offset, double[] counts) {
    int from = 0;
    int to = counts.length;
    while (from < to && counts[from] == 0) {
      from++;
    }
    while (to > from && counts[to - 1] == 0) {
      to--;
    }
    if (from == to) {
      return EMPTY;
    }
    return to - from == counts.length
        ? new BucketRun(offset, counts)
        : new BucketRun(offset + from, Arrays.copyOfRange(counts, from, to));
  }

  static BucketRun of(Histogram.Buckets buckets) {
    double[] counts = new double[buckets.counts().size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = buckets.counts().get(i);
    }
    return of(buckets.offset(), counts);
  }

  Histogram.Buckets toModel() {
    return isEmpty()
        ? Histogram.Buckets.NONE
        : new Histogram.Buckets(offset, Arrays.stream(counts).boxed().toList());
  }

  boolean isEmpty() {
    return counts.length == 0;
  }

  /** How many buckets from the first to the last. */
  int size() {
    return counts.length;
  }

  /** Index of the first bucket. */
  int first() {
    return offset;
  }

  /** Index after the last bucket. */
  int end() {
    return offset + counts.length;
  }

  /** The count of the bucket at {@code index}, anywhere. */
  double at(int index) {
    return index < offset || index >= end() ? 0 : counts[index - offset];
  }

  /** These with {@code other} added {@code sign} times, sign being 1 or -1. */
  BucketRun plus(BucketRun other, int sign) {
    if (other.isEmpty()) {
      return this;
    }
    int first = isEmpty() ? other.offset : Math.min(offset, other.offset);
    int end = isEmpty() ? other.end() : Math.max(end(), other.end());
    double[] sums = new double[end - first];
    System.arraycopy(counts, 0, sums, isEmpty() ? 0 : offset - first, counts.length);
    for (int i = 0; i < other.counts.length; i++) {
      sums[other.offset - first + i] += sign * other.counts[i];
    }
    return of(first, sums);
  }

  BucketRun times(double factor) {
    double[] products = counts.clone();
    for (int i = 0; i < products.length; i++) {
      products[i] *= factor;
    }
    return of(offset, products);
  }

  BucketRun dividedBy(double divisor) {
    double[] quotients = counts.clone();
    for (int i = 0; i < quotients.length; i++) {
      quotients[i] /= divisor;
    }
    return of(offset, quotients);
  }

  /** These with the buckets merged 2^{@code halvings} to one. */
  BucketRun reduced(int halvings) {
    if (isEmpty() || halvings == 0) {
      return this;
    }
    int first = reducedIndex(offset, halvings);
    int end = reducedIndex(end() - 1, halvings) + 1;
    double[] merged = new double[end - first];
    for (int i = 0; i < counts.length; i++) {
      merged[reducedIndex(offset + i, halvings) - first] += counts[i];
    }
    return of(first, merged);
  }

  static int reducedIndex(int index, int halvings) {
    return ((index - 1) >> halvings) + 1;
  }

  /** These without the buckets below {@code index}. */
  BucketRun from(int index) {
    if (index <= offset) {
      return this;
    }
    return index >= end()
        ? EMPTY
        : of(index, Arrays.copyOfRange(counts, index - offset, counts.length));
  }

  boolean hasInfinity() {
    for (double count : counts) {
      if (Double.isInfinite(count)) {
        return true;
      }
    }
    return false;
  }

  /** Whether all counts are the same, bit by bit. */
  boolean sameAs(BucketRun other) {
    return isEmpty()
        ? other.isEmpty()
        : offset == other.offset && Arrays.equals(counts, other.counts);
  }

  /** Whether any bucket of {@code previous} held more than here. */
  boolean anyBelow(BucketRun previous) {
    for (int i = 0; i < previous.counts.length; i++) {
      if (at(previous.offset + i) < previous.counts[i]) {
        return true;
      }
    }
    return false;
  }
}
