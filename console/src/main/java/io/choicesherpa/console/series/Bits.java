package io.choicesherpa.console.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits in a byte array, the most significant of each byte first. Writing only ever adds bits after
 * those that stand, so whoever knows how many stood may read them beside a writer.
 */
final class Bits {

  /** What an array needs after its last used byte: a word at any bit touches nine bytes. */
  static final int SPARE_BYTES = 9;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Bits() {}

  /** Appends the lowest {@code count} bits of {@code value}, 1 to 64; all bits there are zero. */
  static void write(byte[] data, int bit, long value, int count) {
    int index = bit >>> 3;
    int shift = bit & 7;
    long word = value << (Long.SIZE - count);
    WORD.set(data, index, (long) WORD.get(data, index) | word >>> shift);
    if (shift + count > Long.SIZE) {
      data[index + Long.BYTES] = (byte) (word << (Byte.SIZE - shift));
    }
  }

  /** The {@code count} bits from {@code bit} on, 1 to 64, as an unsigned number. */
  static long read(byte[] data, int bit, int count) {
    int shift = bit & 7;
    long word = peek(data, bit);
    if (shift + count > Long.SIZE) {
      word |= (data[(bit >>> 3) + Long.BYTES] & 0xffL) >>> (Byte.SIZE - shift);
    }
    return word >>> (Long.SIZE - count);
  }

  /** A word that begins at {@code bit}; its first 57 bits are right, what follows is zero. */
  static long peek(byte[] data, int bit) {
    return (long) WORD.get(data, bit >>> 3) << (bit & 7);
  }
}
