package io.choicesherpa.console.remotewrite;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.choicesherpa.console.series.Exemplar;
import io.choicesherpa.console.series.MetricMetadata;
import io.choicesherpa.console.series.SampleBatch;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.console.series.StoredSeries;
import io.choicesherpa.promql.model.Labels;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code prometheus.WriteRequest} straight from its bytes, and remembers which bytes of
 * labels are which series: a sender repeats them in each request. Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">Remote-Write 1.0</a>
 */
final class WriteRequestReader {

  /** Past so many bytes all is forgotten and learnt anew. */
  private static final long MAX_REMEMBERED_BYTES = 32 << 20;

  private static final int ENTRY_BYTES = 100;
  private static final String[] TYPES = {
    "unknown", "counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset"
  };

  private final SeriesStore store;
  private final Map<ByteString, StoredSeries> byLabelBytes = new ConcurrentHashMap<>();
  private final AtomicLong rememberedBytes = new AtomicLong();

  WriteRequestReader(SeriesStore store) {
    this.store = store;
  }

  /** Of one request. Not thread-safe. */
  final class Reading {
    private final SampleBatch batch;

    /** The first reason why a series as a whole is not taken; empty without. */
    private String refusal = "";

    private long refusedSamples;

    Reading(SampleBatch batch) {
      this.batch = batch;
    }

    String refusal() {
      return refusal;
    }

    long refusedSamples() {
      return refusedSamples;
    }

    /**
     * Puts the request's samples into the batch.
     *
     * @throws IOException when the bytes are no such message; the batch must not be committed then
     */
    void read(byte[] message) throws IOException {
      CodedInputStream in = CodedInputStream.newInstance(message);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> {
            int limit = in.pushLimit(in.readRawVarint32());
            series(message, in);
            in.popLimit(limit);
          }
          case 3 -> {
            int limit = in.pushLimit(in.readRawVarint32());
            metadata(in);
            in.popLimit(limit);
          }
          default -> in.skipField(tag);
        }
      }
    }

    private void series(byte[] message, CodedInputStream in) throws IOException {
      // Labels come first and side by side: their bytes are the key.
      int start = in.getTotalBytesRead();
      int end = start;
      int tag = in.readTag();
      while (tag == wire(1)) {
        in.skipField(tag);
        end = in.getTotalBytesRead();
        tag = in.readTag();
      }
      StoredSeries series = find(message, start, end);
      for (; tag != 0; tag = in.readTag()) {
        int number = WireFormat.getTagFieldNumber(tag);
        if (number == 1) {
          throw new IOException("labels of a series stand after its samples");
        }
        if (number < 2 || number > 4) {
          in.skipField(tag);
          continue;
        }
        int limit = in.pushLimit(in.readRawVarint32());
        switch (number) {
          case 2 -> sample(in, series);
          case 3 -> exemplar(in, series);
          default -> {
            WireHistogram histogram = WireHistogram.read(in);
            if (series == null) {
              refusedSamples++;
            } else {
              batch.add(series, histogram.timeMillis(), histogram.histogram());
            }
          }
        }
        in.popLimit(limit);
      }
    }

    private @Nullable StoredSeries find(byte[] message, int start, int end) throws IOException {
      ByteString key = ByteString.copyFrom(message, start, end - start);
      StoredSeries known = byLabelBytes.get(key);
      if (known != null) {
        return known;
      }
      Map<String, String> names = new TreeMap<>();
      labels(CodedInputStream.newInstance(message, start, end - start), 1, names);
      Labels labels = Labels.of(names);
      String violation = store.violation(labels);
      if (violation == null && labels.metricName().isEmpty()) {
        violation = "a series has no metric name: " + labels;
      }
      if (violation != null) {
        refusal = refusal.isEmpty() ? violation : refusal;
        return null;
      }
      StoredSeries series = store.series(labels);
      if (series == null) {
        refusal = refusal.isEmpty() ? "there is no room for new series" : refusal;
        return null;
      }
      if (rememberedBytes.addAndGet(ENTRY_BYTES + key.size()) > MAX_REMEMBERED_BYTES) {
        byLabelBytes.clear();
        rememberedBytes.set(0);
      }
      byLabelBytes.put(key, series);
      return series;
    }

    private void sample(CodedInputStream in, @Nullable StoredSeries series) throws IOException {
      double value = 0;
      long timeMillis = 0;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> value = in.readDouble();
          case 2 -> timeMillis = in.readInt64();
          default -> in.skipField(tag);
        }
      }
      if (series == null) {
        refusedSamples++;
      } else {
        batch.add(series, timeMillis, value);
      }
    }

    private void exemplar(CodedInputStream in, @Nullable StoredSeries series) throws IOException {
      Map<String, String> labels = new TreeMap<>();
      double value = 0;
      long timeMillis = 0;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> {
            int limit = in.pushLimit(in.readRawVarint32());
            label(in, labels);
            in.popLimit(limit);
          }
          case 2 -> value = in.readDouble();
          case 3 -> timeMillis = in.readInt64();
          default -> in.skipField(tag);
        }
      }
      Labels all = Labels.of(labels);
      if (all.size() == 0 || store.violation(all) == null) {
        batch.add(series, new Exemplar(all, value, timeMillis));
      }
    }

    private void metadata(CodedInputStream in) throws IOException {
      int type = 0;
      String family = "";
      String help = "";
      String unit = "";
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> type = in.readEnum();
          case 2 -> family = in.readStringRequireUtf8();
          case 4 -> help = in.readStringRequireUtf8();
          case 5 -> unit = in.readStringRequireUtf8();
          default -> in.skipField(tag);
        }
      }
      if (!family.isEmpty()) {
        String word = type >= 0 && type < TYPES.length ? TYPES[type] : TYPES[0];
        store.metadata().put(family, new MetricMetadata(word, help, unit));
      }
    }
  }

  private static int wire(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private static void labels(CodedInputStream in, int field, Map<String, String> into)
      throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag != wire(field)) {
        throw new IOException("labels are broken");
      }
      int limit = in.pushLimit(in.readRawVarint32());
      label(in, into);
      in.popLimit(limit);
    }
  }

  private static void label(CodedInputStream in, Map<String, String> into) throws IOException {
    String name = "";
    String value = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> name = in.readStringRequireUtf8();
        case 2 -> value = in.readStringRequireUtf8();
        default -> in.skipField(tag);
      }
    }
    if (name.isEmpty()) {
      throw new IOException("a label has no name");
    }
    if (into.put(name, value) != null) {
      throw new IOException("the label " + name + " is there twice");
    }
  }
}
