package io.choicesherpa.promql.histogram;

import java.util.Arrays;

/** Histograms with given bounds that do not have the same. */
final class CustomBounds {

  private CustomBounds() {}

  static boolean match(double[] a, double[] b) {
    return Arrays.equals(a, b);
  }

  /** The bounds that are in both. */
  static double[] common(double[] a, double[] b) {
    double[] result = new double[Math.min(a.length, b.length)];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        result[size++] = a[i];
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return Arrays.copyOf(result, size);
  }

  /** Index of the bucket of {@code target} that holds that at {@code index} of {@code bounds}. */
  static int target(int index, double[] bounds, double[] target) {
    if (index >= bounds.length) {
      return target.length;
    }
    int found = Arrays.binarySearch(target, bounds[index]);
    return found >= 0 ? found : -found - 1;
  }

  /** The counts of {@code run} in the buckets of {@code target}, all bounds of which it has. */
  static BucketRun mapped(BucketRun run, double[] bounds, double[] target) {
    double[] counts = new double[target.length + 1];
    for (int i = run.first(); i < run.end(); i++) {
      counts[target(i, bounds, target)] += run.at(i);
    }
    return BucketRun.of(0, counts);
  }
}
