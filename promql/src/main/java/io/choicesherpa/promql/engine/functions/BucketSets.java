package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.histogram.ClassicHistogram;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PositionRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The histograms in a vector: classic ones put together by their labels, native ones as they are.
 */
final class BucketSets {

  private static final String BOUND_LABEL = "le";

  private final Arguments arguments;
  private final PositionRange position;
  private final Map<Labels, BucketSet> classic = new LinkedHashMap<>();
  private final List<Column> natives = new ArrayList<>();

  /** The series of one classic histogram. */
  static final class BucketSet {
    private final Column like;
    private final List<Bucket> buckets = new ArrayList<>();

    BucketSet(Column like) {
      this.like = like;
    }

    /** A column with the histogram's labels and none of its values. */
    Column like() {
      return like;
    }

    /** Puts what is there at {@code step} into {@code target}. */
    void fill(int step, ClassicHistogram target) {
      target.clear();
      for (Bucket bucket : buckets) {
        double count = bucket.counts[step];
        if (!Column.isAbsent(count)) {
          target.add(bucket.bound, count);
        }
      }
    }

    boolean isPresent(int step) {
      for (Bucket bucket : buckets) {
        if (!Column.isAbsent(bucket.counts[step])) {
          return true;
        }
      }
      return false;
    }
  }

  private static final class Bucket {
    private final double bound;
    private final double[] counts;

    Bucket(double bound, double[] counts) {
      this.bound = bound;
      this.counts = counts;
    }
  }

  BucketSets(Arguments arguments, int index) {
    this.arguments = arguments;
    this.position = arguments.position(index);
    for (Column column : arguments.columns(index)) {
      if (column.hasHistograms()) {
        natives.add(column);
      }
      if (!onlyHistograms(column)) {
        addClassic(column);
      }
    }
    for (BucketSet set : classic.values()) {
      set.buckets.sort(Comparator.comparingDouble(bucket -> bucket.bound));
    }
    removeConflicts();
  }

  private static boolean onlyHistograms(Column column) {
    for (double number : column.numbers()) {
      if (!Column.isAbsent(number)) {
        return false;
      }
    }
    return true;
  }

  private void addClassic(Column column) {
    String label = column.labels().valueOf(BOUND_LABEL);
    double bound = parse(label);
    if (Double.isNaN(bound)) {
      arguments.annotations().badBucketLabel(label, arguments.metric(column), position);
      return;
    }
    Labels labels = column.labels().without(List.of(BOUND_LABEL));
    classic
        .computeIfAbsent(labels, key -> new BucketSet(column.with(key, column.dropName())))
        .buckets
        .add(new Bucket(bound, column.numbers()));
  }

  /** Where a histogram is there in both forms, neither counts. */
  private void removeConflicts() {
    for (Column column : natives) {
      BucketSet set = classic.get(column.labels());
      if (set == null) {
        continue;
      }
      for (int i = 0; i < arguments.steps(); i++) {
        if (column.histogram(i) != null && set.isPresent(i)) {
          arguments.annotations().mixedClassicNative(arguments.metric(column), position);
          column.clear(i);
          for (Bucket bucket : set.buckets) {
            bucket.counts[i] = Column.ABSENT;
          }
        }
      }
    }
  }

  Iterable<BucketSet> classic() {
    return classic.values();
  }

  List<Column> natives() {
    return natives;
  }

  /** The number as Go reads it; NaN when it is none. */
  private static double parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.endsWith("inf") || lower.endsWith("infinity")) {
      return switch (lower) {
        case "+inf", "inf", "+infinity", "infinity" -> Double.POSITIVE_INFINITY;
        case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
        default -> Double.NaN;
      };
    }
    if (text.isEmpty() || !"0123456789.".contains(lower.substring(lower.length() - 1))) {
      return Double.NaN;
    }
    if (Character.isWhitespace(text.charAt(0))) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
