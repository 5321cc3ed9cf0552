package io.choicesherpa.console.series;

import java.util.Arrays;

/**
 * Writes numbers as Facebook's Gorilla does: of a time how its distance changed, of a value the
 * bits that changed.
 *
 * <pre>
 *  first value                 64 bits; its time is the chunk's
 *  each further time           change of the distance to the time before, in milliseconds
 *    0                         none
 *    10   + 8 bits             zigzag
 *    110  + 14 bits            zigzag
 *    1110 + 22 bits            zigzag
 *    1111 + 64 bits            zigzag
 *  each further value          exclusive or with the value before
 *    0                         the same
 *    10   + bits               within the window of bits of the last change
 *    11   + 5 + 6 bits + bits  zeros before the window, its length less one, the window
 * </pre>
 *
 * @see <a href="https://www.vldb.org/pvldb/vol8/p1816-teller.pdf">Gorilla: a fast, scalable,
 *     in-memory time series database</a>
 */
final class NumberWriter implements ChunkWriter {

  static final int SMALL_BITS = 8;
  static final int MIDDLE_BITS = 14;
  static final int LARGE_BITS = 22;
  static final int LEADING_BITS = 5;
  static final int LENGTH_BITS = 6;

  /** About two hours at an interval of 15 s: long enough for little overhead each. */
  static final int MAX_SAMPLES = 512;

  private static final int FIRST_BYTES = 40;
  private static final int MAX_SAMPLE_BITS = 4 + Long.SIZE + 2 + 11 + Long.SIZE;
  private static final int MAX_LEADING = (1 << LEADING_BITS) - 1;

  private byte[] data = new byte[FIRST_BYTES];
  private int bit;
  private int count;
  private final long minMillis;
  private long lastMillis;
  private long lastDistance;
  private long lastBits;
  private int leading;
  private int length;

  /** With its first sample. */
  NumberWriter(long timeMillis, double value) {
    minMillis = timeMillis;
    lastMillis = timeMillis;
    lastBits = Double.doubleToRawLongBits(value);
    put(lastBits, Long.SIZE);
    count = 1;
  }

  /** Appends a sample; its time is later than that of the one before. */
  void append(long timeMillis, double value) {
    if (data.length * Byte.SIZE - bit < MAX_SAMPLE_BITS + Bits.SPARE_BYTES * Byte.SIZE) {
      // Half as much again, so that little is held in vain.
      data = Arrays.copyOf(data, data.length + data.length / 2 + Bits.SPARE_BYTES);
    }
    putTime(timeMillis);
    putValue(Double.doubleToRawLongBits(value));
    count++;
  }

  private void putTime(long timeMillis) {
    long distance = timeMillis - lastMillis;
    long change = distance - lastDistance;
    lastMillis = timeMillis;
    lastDistance = distance;
    if (change == 0) {
      bit++;
      return;
    }
    long zigzag = (change << 1) ^ (change >> 63);
    int size = Long.SIZE - Long.numberOfLeadingZeros(zigzag);
    if (size <= SMALL_BITS) {
      put(0b10, 2);
      put(zigzag, SMALL_BITS);
    } else if (size <= MIDDLE_BITS) {
      put(0b110, 3);
      put(zigzag, MIDDLE_BITS);
    } else if (size <= LARGE_BITS) {
      put(0b1110, 4);
      put(zigzag, LARGE_BITS);
    } else {
      put(0b1111, 4);
      put(zigzag, Long.SIZE);
    }
  }

  private void putValue(long bits) {
    long changed = bits ^ lastBits;
    lastBits = bits;
    if (changed == 0) {
      bit++;
      return;
    }
    int zerosBefore = Math.min(MAX_LEADING, Long.numberOfLeadingZeros(changed));
    int zerosAfter = Long.numberOfTrailingZeros(changed);
    int needed = Long.SIZE - zerosBefore - zerosAfter;
    boolean fits =
        length > 0 && zerosBefore >= leading && zerosAfter >= Long.SIZE - leading - length;
    // A new window costs its description; an old one that is too wide costs that again and again.
    if (fits && length - needed < LEADING_BITS + LENGTH_BITS) {
      put(0b10, 2);
    } else {
      leading = zerosBefore;
      length = needed;
      put(0b11, 2);
      put(leading, LEADING_BITS);
      put(length - 1L, LENGTH_BITS);
    }
    put(changed >>> (Long.SIZE - leading - length), length);
  }

  private void put(long value, int size) {
    Bits.write(data, bit, value, size);
    bit += size;
  }

  @Override
  public Chunk snapshot() {
    return new Chunk(false, minMillis, lastMillis, count, data);
  }

  @Override
  public Chunk seal() {
    byte[] trimmed = Arrays.copyOf(data, (bit + Byte.SIZE - 1) / Byte.SIZE + Bits.SPARE_BYTES);
    return new Chunk(false, minMillis, lastMillis, count, trimmed);
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
