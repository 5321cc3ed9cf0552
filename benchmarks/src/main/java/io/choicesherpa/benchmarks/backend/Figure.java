package io.choicesherpa.benchmarks.backend;

/** What is measured of each variant. */
enum Figure {
  THROUGHPUT("Requests per second", "%,.0f", true),
  P50("Median time to the answer, ms", "%.2f", false),
  P99("99th percentile, ms", "%.2f", false),
  CPU("Processor time per request, µs", "%,.0f", false),
  ALLOCATED("Allocated per request, kB", "%,.1f", false),
  START_UP("Start to first answer, s", "%.2f", false),
  RESIDENT("Resident memory after the load, MiB", "%,.0f", false);

  private final String label;
  private final String format;
  private final boolean moreIsBetter;

  Figure(String label, String format, boolean moreIsBetter) {
    this.label = label;
    this.format = format;
    this.moreIsBetter = moreIsBetter;
  }

  String label() {
    return label;
  }

  String format() {
    return format;
  }

  /** Whether a share of ours in another's figure says that ours is better. */
  boolean isAhead(double share) {
    return moreIsBetter ? share > 1 : share < 1;
  }
}
