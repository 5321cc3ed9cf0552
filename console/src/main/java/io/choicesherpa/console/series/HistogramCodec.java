package io.choicesherpa.console.series;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Histogram.Buckets;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import io.choicesherpa.promql.model.StaleMarker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A native histogram as bytes: what it is, then its counts; whole counts as the difference from
 * bucket to bucket, others as they are. A stale marker is one byte.
 */
final class HistogramCodec {

  /** Stands for the end of a series of histograms. */
  static final Histogram STALE =
      new Histogram(
          0,
          0,
          0,
          0,
          StaleMarker.VALUE,
          Buckets.NONE,
          Buckets.NONE,
          List.of(),
          CounterReset.UNKNOWN);

  /** Their places are their codes on disk. */
  private static final List<CounterReset> RESETS =
      List.of(CounterReset.UNKNOWN, CounterReset.RESET, CounterReset.NOT_RESET, CounterReset.GAUGE);

  private static final int RESET_MASK = 0b11;
  private static final int WHOLE = 0b100;
  private static final int STALE_FLAG = 0b1000;
  private static final double MAX_WHOLE = 1L << 52;

  private HistogramCodec() {}

  /** Of the same shape, with nothing counted: what a histogram was where it began. */
  static Histogram zeroLike(Histogram histogram) {
    return new Histogram(
        histogram.schema(),
        histogram.zeroThreshold(),
        0,
        0,
        0,
        Buckets.NONE,
        Buckets.NONE,
        histogram.customBounds(),
        CounterReset.RESET);
  }

  static void write(CodedOutputStream out, Histogram histogram) throws IOException {
    if (StaleMarker.is(histogram.sum())) {
      out.writeUInt32NoTag(STALE_FLAG);
      return;
    }
    boolean whole =
        isWhole(histogram.zeroCount())
            && isWhole(histogram.count())
            && histogram.positive().counts().stream().allMatch(HistogramCodec::isWhole)
            && histogram.negative().counts().stream().allMatch(HistogramCodec::isWhole);
    out.writeUInt32NoTag(RESETS.indexOf(histogram.counterReset()) | (whole ? WHOLE : 0));
    out.writeSInt32NoTag(histogram.schema());
    out.writeDoubleNoTag(histogram.zeroThreshold());
    out.writeDoubleNoTag(histogram.sum());
    writeCounts(out, List.of(histogram.count(), histogram.zeroCount()), whole);
    writeBuckets(out, histogram.positive(), whole);
    writeBuckets(out, histogram.negative(), whole);
    writeCounts(out, histogram.customBounds(), false);
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < MAX_WHOLE;
  }

  private static void writeBuckets(CodedOutputStream out, Buckets buckets, boolean whole)
      throws IOException {
    out.writeSInt32NoTag(buckets.offset());
    writeCounts(out, buckets.counts(), whole);
  }

  private static void writeCounts(CodedOutputStream out, List<Double> counts, boolean whole)
      throws IOException {
    out.writeUInt32NoTag(counts.size());
    long before = 0;
    for (double count : counts) {
      if (whole) {
        out.writeSInt64NoTag((long) count - before);
        before = (long) count;
      } else {
        out.writeDoubleNoTag(count);
      }
    }
  }

  static Histogram read(CodedInputStream in) throws IOException {
    int flags = in.readUInt32();
    if ((flags & STALE_FLAG) != 0) {
      return STALE;
    }
    boolean whole = (flags & WHOLE) != 0;
    int schema = in.readSInt32();
    double zeroThreshold = in.readDouble();
    double sum = in.readDouble();
    List<Double> totals = readCounts(in, whole);
    Buckets positive = new Buckets(in.readSInt32(), readCounts(in, whole));
    Buckets negative = new Buckets(in.readSInt32(), readCounts(in, whole));
    List<Double> bounds = readCounts(in, false);
    return new Histogram(
        schema,
        zeroThreshold,
        totals.get(1),
        totals.get(0),
        sum,
        positive,
        negative,
        bounds,
        RESETS.get(flags & RESET_MASK));
  }

  private static List<Double> readCounts(CodedInputStream in, boolean whole) throws IOException {
    int size = in.readUInt32();
    List<Double> counts = new ArrayList<>(Math.min(size, 1024));
    long before = 0;
    for (int i = 0; i < size; i++) {
      if (whole) {
        before += in.readSInt64();
        counts.add((double) before);
      } else {
        counts.add(in.readDouble());
      }
    }
    return counts;
  }
}
