package io.choicesherpa.console.series;

import java.util.Arrays;
import java.util.Set;

/** The series that have one label value, in the order of their arrival. Guarded by the index. */
final class Postings {

  private StoredSeries[] series = new StoredSeries[1];
  private int size;

  void add(StoredSeries one) {
    if (size == series.length) {
      series = Arrays.copyOf(series, size + size / 2 + 1);
    }
    series[size++] = one;
  }

  /** Takes those away; true when none is left. */
  boolean removeAll(Set<StoredSeries> gone) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!gone.contains(series[i])) {
        series[kept++] = series[i];
      }
    }
    Arrays.fill(series, kept, size, null);
    size = kept;
    return size == 0;
  }

  int size() {
    return size;
  }

  StoredSeries get(int index) {
    return series[index];
  }
}
