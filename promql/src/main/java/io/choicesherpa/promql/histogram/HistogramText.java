package io.choicesherpa.promql.histogram;

import io.choicesherpa.promql.math.FloatText;

/** A histogram as one line. */
final class HistogramText {

  private HistogramText() {}

  static String of(FloatHistogram h) {
    StringBuilder out = new StringBuilder("{count:");
    out.append(FloatText.general(h.count)).append(", sum:").append(FloatText.general(h.sum));
    for (int i = h.negative.end() - 1; i >= h.negative.first(); i--) {
      append(h.negativeBucket(i), out);
    }
    if (!h.hasCustomBounds()) {
      append(h.zeroBucket(), out);
    }
    for (int i = h.positive.first(); i < h.positive.end(); i++) {
      append(h.positiveBucket(i), out);
    }
    return out.append('}').toString();
  }

  private static void append(Bucket bucket, StringBuilder out) {
    if (bucket.count() != 0) {
      out.append(", ").append(bucket);
    }
  }
}
