package io.choicesherpa.console.series;

/** Reads what {@link NumberWriter} wrote. */
final class NumberReader implements ChunkReader {

  private final byte[] data;
  private int left;
  private int bit;
  private long timeMillis;
  private long distance;
  private long valueBits;
  private int leading;
  private int length;

  NumberReader(Chunk chunk) {
    data = chunk.data();
    left = chunk.count();
    timeMillis = chunk.minMillis();
  }

  @Override
  public boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    if (bit == 0) {
      valueBits = Bits.read(data, 0, Long.SIZE);
      bit = Long.SIZE;
      return true;
    }
    long word = Bits.peek(data, bit);
    if (word >>> 62 == 0) {
      // Neither the distance nor the value changed.
      bit += 2;
      timeMillis += distance;
      return true;
    }
    if (word < 0) {
      readDistance(word);
    } else {
      bit++;
    }
    timeMillis += distance;
    readValue();
    return true;
  }

  private void readDistance(long word) {
    int prefix = Long.numberOfLeadingZeros(~word);
    long zigzag;
    switch (prefix) {
      case 1 -> zigzag = take(2, NumberWriter.SMALL_BITS);
      case 2 -> zigzag = take(3, NumberWriter.MIDDLE_BITS);
      case 3 -> zigzag = take(4, NumberWriter.LARGE_BITS);
      default -> zigzag = take(4, Long.SIZE);
    }
    distance += (zigzag >>> 1) ^ -(zigzag & 1);
  }

  private long take(int prefix, int size) {
    long value = Bits.read(data, bit + prefix, size);
    bit += prefix + size;
    return value;
  }

  private void readValue() {
    long word = Bits.peek(data, bit);
    if (word >= 0) {
      bit++;
      return;
    }
    bit += 2;
    if (word << 1 < 0) {
      leading = (int) (word << 2 >>> (Long.SIZE - NumberWriter.LEADING_BITS));
      length =
          1
              + (int)
                  (word
                      << (2 + NumberWriter.LEADING_BITS)
                      >>> (Long.SIZE - NumberWriter.LENGTH_BITS));
      bit += NumberWriter.LEADING_BITS + NumberWriter.LENGTH_BITS;
    }
    valueBits ^= Bits.read(data, bit, length) << (Long.SIZE - leading - length);
    bit += length;
  }

  @Override
  public long timestampMillis() {
    return timeMillis;
  }

  @Override
  public double value() {
    return Double.longBitsToDouble(valueBits);
  }
}
