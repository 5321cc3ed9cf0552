package io.choicesherpa.telemetry.otlp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array of bytes in Protocol Buffers' wire format. The length before a message is put in
 * when the message ends, so that nothing is walked twice. For one thread.
 *
 * <p>Source: the Protocol Buffers encoding specification.
 */
final class ProtoWriter {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;
  private static final int MAX_VARINT_BYTES = 10;
  private static final int PIECE_BYTES = 8 * 1024;

  private byte[] bytes;
  private int size;

  ProtoWriter(int capacityBytes) {
    bytes = new byte[capacityBytes];
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int capacity() {
    return bytes.length;
  }

  /** Writes all of it, in pieces that a sender passes on and uses its own buffers again for. */
  void writeTo(OutputStream out) throws IOException {
    for (int i = 0; i < size; i += PIECE_BYTES) {
      out.write(bytes, i, Math.min(PIECE_BYTES, size - i));
    }
  }

  /** The tag and length of a message whose content is written elsewhere. */
  void open(int field, int length) {
    tag(field, LENGTH);
    varint(length);
  }

  /** A message that is there already. */
  void message(int field, ProtoWriter content) {
    open(field, content.size);
    ensure(content.size);
    System.arraycopy(content.bytes, 0, bytes, size, content.size);
    size += content.size;
  }

  /** A copy of what was written from {@code start} on. */
  byte[] copyFrom(int start) {
    return Arrays.copyOfRange(bytes, start, size);
  }

  /** Begins a message and returns the mark for {@link #end}. */
  int begin(int field) {
    tag(field, LENGTH);
    ensure(1);
    return ++size;
  }

  /** Ends the message that began at {@code mark}. */
  void end(int mark) {
    int length = size - mark;
    int more = varintSize(length) - 1;
    if (more > 0) {
      // One byte was kept free, which is enough for most attributes.
      ensure(more);
      System.arraycopy(bytes, mark, bytes, mark + more, length);
    }
    size = mark - 1;
    varint(length);
    size += length;
  }

  /** A message that is there already. */
  void message(int field, byte[] content) {
    open(field, content.length);
    raw(content);
  }

  void text(int field, String text) {
    int mark = begin(field);
    chars(text);
    end(mark);
  }

  void textUnlessEmpty(int field, String text) {
    if (!text.isEmpty()) {
      text(field, text);
    }
  }

  void bytes(int field, byte[] content) {
    message(field, content);
  }

  /** An id in hexadecimal digits, as the bytes that they stand for. */
  void hex(int field, String digits) {
    tag(field, LENGTH);
    int length = digits.length() / 2;
    varint(length);
    ensure(length);
    for (int i = 0; i < length; i++) {
      int high = digit(digits.charAt(2 * i));
      bytes[size++] = (byte) ((high << 4) | digit(digits.charAt(2 * i + 1)));
    }
  }

  /** Ids are of lower-case digits, or they would not be valid. */
  private static int digit(char c) {
    return c <= '9' ? c - '0' : c - 'a' + 10;
  }

  void integer(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  void integerUnlessZero(int field, long value) {
    if (value != 0) {
      integer(field, value);
    }
  }

  void fixed64(int field, long value) {
    tag(field, FIXED_64);
    ensure(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void fixed32(int field, int value) {
    tag(field, FIXED_32);
    ensure(Integer.BYTES);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void number(int field, double value) {
    fixed64(field, Double.doubleToRawLongBits(value));
  }

  private void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  private void chars(String text) {
    int length = text.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        size -= i;
        raw(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[size++] = (byte) c;
    }
  }

  private void raw(byte[] content) {
    ensure(content.length);
    System.arraycopy(content, 0, bytes, size, content.length);
    size += content.length;
  }

  private void varint(long value) {
    ensure(MAX_VARINT_BYTES);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  static int tagSize(int field) {
    return varintSize(field << 3);
  }

  static int varintSize(int value) {
    return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 6) / 7);
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
