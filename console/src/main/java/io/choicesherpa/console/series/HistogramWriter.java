package io.choicesherpa.console.series;

import com.google.protobuf.CodedOutputStream;
import io.choicesherpa.promql.model.Histogram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Writes native histograms one after the other, each after its distance in time. */
final class HistogramWriter implements ChunkWriter {

  static final int MAX_SAMPLES = 128;

  private byte[] data = new byte[0];
  private int size;
  private int count;
  private final long minMillis;
  private long lastMillis;

  /** With its first sample. */
  HistogramWriter(long timeMillis, Histogram histogram) {
    minMillis = timeMillis;
    lastMillis = timeMillis;
    append(timeMillis, histogram);
  }

  /** Appends a sample; its time is later than that of the one before. */
  void append(long timeMillis, Histogram histogram) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeSInt64NoTag(timeMillis - lastMillis);
      HistogramCodec.write(out, histogram);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    byte[] sample = bytes.toByteArray();
    if (size + sample.length > data.length) {
      data = Arrays.copyOf(data, Math.max(size + sample.length, data.length * 3 / 2));
    }
    System.arraycopy(sample, 0, data, size, sample.length);
    size += sample.length;
    lastMillis = timeMillis;
    count++;
  }

  @Override
  public Chunk snapshot() {
    return new Chunk(true, minMillis, lastMillis, count, data);
  }

  @Override
  public Chunk seal() {
    return new Chunk(true, minMillis, lastMillis, count, Arrays.copyOf(data, size));
  }

  @Override
  public boolean isFull() {
    return count >= MAX_SAMPLES;
  }

  @Override
  public long heldBytes() {
    return Chunk.heldBytes(data.length);
  }
}
