package io.choicesherpa.console.series;

/**
 * Successive samples of one series, all numbers or all native histograms. Immutable but for the
 * bytes after the last sample, which nobody reads.
 *
 * @param minMillis time of the first sample
 * @param maxMillis time of the last sample
 * @param count samples, 1 or more
 * @param data as {@link NumberWriter} or {@link HistogramWriter} writes them
 */
@SuppressWarnings("ArrayRecordComponent") // chunks are never compared
record Chunk(boolean histograms, long minMillis, long maxMillis, int count, byte[] data) {

  /** Of the object, the array's header and its place in a list. */
  private static final int OVERHEAD_BYTES = 72;

  long heldBytes() {
    return heldBytes(data.length);
  }

  /** What a chunk with so many bytes of data holds. */
  static long heldBytes(int dataBytes) {
    return (long) OVERHEAD_BYTES + dataBytes;
  }

  ChunkReader reader() {
    return histograms ? new HistogramReader(this) : new NumberReader(this);
  }
}
