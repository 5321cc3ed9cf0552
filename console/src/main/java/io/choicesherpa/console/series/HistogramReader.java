package io.choicesherpa.console.series;

import com.google.protobuf.CodedInputStream;
import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.source.SeriesSourceException;
import java.io.IOException;

/** Reads what {@link HistogramWriter} wrote. */
final class HistogramReader implements ChunkReader {

  private final CodedInputStream in;
  private int left;
  private long timeMillis;
  private Histogram histogram = HistogramCodec.STALE;

  HistogramReader(Chunk chunk) {
    in = CodedInputStream.newInstance(chunk.data());
    left = chunk.count();
    timeMillis = chunk.minMillis();
  }

  @Override
  public boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    try {
      timeMillis += in.readSInt64();
      histogram = HistogramCodec.read(in);
    } catch (IOException e) {
      throw new SeriesSourceException("a chunk of histograms is damaged", e);
    }
    return true;
  }

  @Override
  public long timestampMillis() {
    return timeMillis;
  }

  @Override
  public double value() {
    return histogram.sum();
  }

  @Override
  public Histogram histogram() {
    return histogram;
  }
}
