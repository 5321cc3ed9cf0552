package io.choicesherpa.console.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Histogram.Buckets;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A native histogram as {@code prometheus.Histogram} has it: spans of buckets, whose counts are
 * either differences or absolute.
 *
 * @param timeMillis when it was sampled
 */
record WireHistogram(Histogram histogram, long timeMillis) {

  private static final int MAX_BUCKETS = 10_000;
  private static final int MIN_SCHEMA = -4;
  private static final int MAX_SCHEMA = 8;

  /** One side as it comes. */
  private static final class Side {
    private final List<int[]> spans = new ArrayList<>();
    private final List<Double> counts = new ArrayList<>();
    private double last;

    void span(CodedInputStream in) throws IOException {
      int offset = 0;
      int length = 0;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> offset = in.readSInt32();
          case 2 -> length = in.readUInt32();
          default -> in.skipField(tag);
        }
      }
      spans.add(new int[] {offset, length});
    }

    void delta(CodedInputStream in) throws IOException {
      last += in.readSInt64();
      add(last);
    }

    void add(double count) throws IOException {
      if (counts.size() == MAX_BUCKETS) {
        throw new IOException("a histogram has more than " + MAX_BUCKETS + " buckets");
      }
      counts.add(count);
    }

    Buckets buckets() throws IOException {
      List<Double> dense = new ArrayList<>();
      int next = 0;
      for (int i = 0; i < spans.size(); i++) {
        int offset = spans.get(i)[0];
        int length = spans.get(i)[1];
        if ((i > 0 && offset < 0) || length < 0 || next + (long) length > counts.size()) {
          throw new IOException("a histogram's spans do not fit its buckets");
        }
        long gap = i == 0 ? 0 : offset;
        if (dense.size() + gap + length > MAX_BUCKETS) {
          throw new IOException("a histogram has more than " + MAX_BUCKETS + " buckets");
        }
        for (long empty = 0; empty < gap; empty++) {
          dense.add(0.0);
        }
        dense.addAll(counts.subList(next, next + length));
        next += length;
      }
      if (next != counts.size()) {
        throw new IOException("a histogram's spans do not fit its buckets");
      }
      return dense.isEmpty() ? Buckets.NONE : new Buckets(spans.get(0)[0], dense);
    }
  }

  /** Takes one number of a packed or plain field. */
  private interface NumberReader {
    void read(CodedInputStream in) throws IOException;
  }

  static WireHistogram read(CodedInputStream in) throws IOException {
    double count = 0;
    double sum = 0;
    int schema = 0;
    double zeroThreshold = 0;
    double zeroCount = 0;
    long timeMillis = 0;
    int reset = 0;
    Side negative = new Side();
    Side positive = new Side();
    List<Double> bounds = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> count = in.readUInt64();
        case 2 -> count = in.readDouble();
        case 3 -> sum = in.readDouble();
        case 4 -> schema = in.readSInt32();
        case 5 -> zeroThreshold = in.readDouble();
        case 6 -> zeroCount = in.readUInt64();
        case 7 -> zeroCount = in.readDouble();
        case 8 -> message(in, negative::span);
        case 9 -> numbers(in, tag, negative::delta);
        case 10 -> numbers(in, tag, from -> negative.add(from.readDouble()));
        case 11 -> message(in, positive::span);
        case 12 -> numbers(in, tag, positive::delta);
        case 13 -> numbers(in, tag, from -> positive.add(from.readDouble()));
        case 14 -> reset = in.readEnum();
        case 15 -> timeMillis = in.readInt64();
        case 16 -> numbers(in, tag, from -> bounds.add(from.readDouble()));
        default -> in.skipField(tag);
      }
    }
    if (schema != Histogram.CUSTOM_BUCKETS && (schema < MIN_SCHEMA || schema > MAX_SCHEMA)) {
      throw new IOException("a histogram's schema is " + schema);
    }
    Histogram histogram =
        new Histogram(
            schema,
            zeroThreshold,
            zeroCount,
            count,
            sum,
            positive.buckets(),
            negative.buckets(),
            bounds,
            reset(reset));
    return new WireHistogram(histogram, timeMillis);
  }

  private static CounterReset reset(int hint) {
    return switch (hint) {
      case 1 -> CounterReset.RESET;
      case 2 -> CounterReset.NOT_RESET;
      case 3 -> CounterReset.GAUGE;
      default -> CounterReset.UNKNOWN;
    };
  }

  private static void message(CodedInputStream in, NumberReader reader) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    reader.read(in);
    in.popLimit(limit);
  }

  private static void numbers(CodedInputStream in, int tag, NumberReader reader)
      throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      reader.read(in);
      return;
    }
    int limit = in.pushLimit(in.readRawVarint32());
    while (!in.isAtEnd()) {
      reader.read(in);
    }
    in.popLimit(limit);
  }
}
