package io.choicesherpa.console.query;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.promql.model.Histogram;
import java.io.IOException;
import java.util.List;

/**
 * Native histograms as Prometheus's API writes them: buckets from the lowest to the highest, each
 * with the number that says which of its bounds belong to it, empty ones left out.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/querying/api/#native-histograms">Native
 *     histograms</a>
 */
final class HistogramJson {

  private static final int UPPER_BOUND_BELONGS = 0;
  private static final int LOWER_BOUND_BELONGS = 1;
  private static final int BOTH_BOUNDS_BELONG = 3;

  private HistogramJson() {}

  static void write(JsonGenerator out, Histogram histogram) throws IOException {
    out.writeStartObject();
    out.writeStringField("count", NumberJson.text(histogram.count()));
    out.writeStringField("sum", NumberJson.text(histogram.sum()));
    if (hasBuckets(histogram)) {
      out.writeArrayFieldStart("buckets");
      writeNegative(out, histogram);
      if (histogram.zeroCount() != 0) {
        double threshold = histogram.zeroThreshold();
        writeBucket(out, BOTH_BOUNDS_BELONG, -threshold, threshold, histogram.zeroCount());
      }
      writePositive(out, histogram);
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static boolean hasBuckets(Histogram histogram) {
    return histogram.zeroCount() != 0
        || histogram.positive().counts().stream().anyMatch(count -> count != 0)
        || histogram.negative().counts().stream().anyMatch(count -> count != 0);
  }

  private static void writeNegative(JsonGenerator out, Histogram histogram) throws IOException {
    List<Double> counts = histogram.negative().counts();
    for (int i = counts.size() - 1; i >= 0; i--) {
      int index = histogram.negative().offset() + i;
      double count = counts.get(i);
      if (count != 0) {
        writeBucket(
            out,
            LOWER_BOUND_BELONGS,
            -bound(index, histogram.schema()),
            -bound(index - 1, histogram.schema()),
            count);
      }
    }
  }

  private static void writePositive(JsonGenerator out, Histogram histogram) throws IOException {
    List<Double> counts = histogram.positive().counts();
    for (int i = 0; i < counts.size(); i++) {
      int index = histogram.positive().offset() + i;
      double count = counts.get(i);
      if (count == 0) {
        continue;
      }
      if (histogram.schema() == Histogram.CUSTOM_BUCKETS) {
        writeBucket(
            out,
            UPPER_BOUND_BELONGS,
            custom(index - 1, histogram.customBounds()),
            custom(index, histogram.customBounds()),
            count);
      } else {
        writeBucket(
            out,
            UPPER_BOUND_BELONGS,
            bound(index - 1, histogram.schema()),
            bound(index, histogram.schema()),
            count);
      }
    }
  }

  private static double custom(int index, List<Double> bounds) {
    if (index < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return index < bounds.size() ? bounds.get(index) : Double.POSITIVE_INFINITY;
  }

  /** The upper bound of the bucket at {@code index}: 2^(index * 2^-schema). */
  private static double bound(int index, int schema) {
    if (schema <= 0) {
      return Math.scalb(1.0, (int) Math.min(2000L, (long) index << -schema));
    }
    int within = index & ((1 << schema) - 1);
    return Math.scalb(0.5 * Math.pow(2, (double) within / (1 << schema)), (index >> schema) + 1);
  }

  private static void writeBucket(
      JsonGenerator out, int bounds, double lower, double upper, double count) throws IOException {
    out.writeStartArray();
    out.writeNumber(bounds);
    out.writeString(NumberJson.text(lower));
    out.writeString(NumberJson.text(upper));
    out.writeString(NumberJson.text(count));
    out.writeEndArray();
  }
}
