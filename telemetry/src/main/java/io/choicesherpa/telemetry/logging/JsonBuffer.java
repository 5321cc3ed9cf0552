package io.choicesherpa.telemetry.logging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array of bytes that JSON (RFC 8259) is written to as UTF-8. Reused from line to line by
 * one thread at a time.
 *
 * <p>Strings leave it with everything escaped that could end a line or deceive the eye of its
 * reader: control characters (C0, DEL, C1), the line and paragraph separators, the marks that turn
 * the direction of writing, and the byte order mark. A lone surrogate, which UTF-8 cannot hold,
 * becomes U+FFFD.
 */
final class JsonBuffer {
  private static final int INITIAL_BYTES = 2048;
  private static final int KEPT_BYTES = 65_536;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MIN_LONG = ascii(Long.toString(Long.MIN_VALUE));
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");
  private static final byte[] CUT = "…(+".getBytes(StandardCharsets.UTF_8);
  private static final byte[] CHARS = ascii(" chars)");

  /** Fractions up to here are written digit by digit, if that says exactly what they are. */
  private static final double MAX_FIXED = 1e12;

  private static final int THOUSAND = 1000;
  private static final boolean[] PLAIN = new boolean[128];

  static {
    Arrays.fill(PLAIN, ' ', 127, true);
    PLAIN['"'] = false;
    PLAIN['\\'] = false;
  }

  private byte[] bytes;
  private int size;

  JsonBuffer() {
    this(INITIAL_BYTES);
  }

  JsonBuffer(int initialBytes) {
    bytes = new byte[initialBytes];
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  int size() {
    return size;
  }

  /** Takes back what was written since {@link #size()} was {@code mark}. */
  void reset(int mark) {
    size = mark;
  }

  void clear() {
    size = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[INITIAL_BYTES];
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** The bytes from {@code start}, inclusive, as text. */
  String text(int start) {
    return new String(bytes, start, size - start, StandardCharsets.UTF_8);
  }

  /** Copies {@code length} bytes, from {@code start} on, to the beginning of {@code target}. */
  void copyTo(byte[] target, int start, int length) {
    System.arraycopy(bytes, start, target, 0, length);
  }

  JsonBuffer raw(byte[] source) {
    return raw(source, source.length);
  }

  /** The first {@code length} bytes. */
  JsonBuffer raw(byte[] source, int length) {
    return raw(source, 0, length);
  }

  JsonBuffer raw(byte[] source, int from, int length) {
    ensure(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
    return this;
  }

  JsonBuffer raw(char ascii) {
    ensure(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /** Text that is known to be ASCII with nothing to escape. */
  @SuppressWarnings("deprecation") // Deprecated for what it does to other text; here it is a copy.
  JsonBuffer rawAscii(String text) {
    int length = text.length();
    ensure(length);
    text.getBytes(0, length, bytes, size);
    size += length;
    return this;
  }

  /** A string in its quotes, cut after {@code maxChars}, with a note of how much is missing. */
  JsonBuffer string(String text, int maxChars) {
    raw('"');
    if (text.length() <= maxChars) {
      escaped(text, text.length());
    } else {
      int cut = Bounds.cut(text, maxChars);
      escaped(text, cut);
      raw(CUT).number(text.length() - cut).raw(CHARS);
    }
    return raw('"');
  }

  /** A string that is known to be ASCII with nothing to escape, in its quotes. */
  @SuppressWarnings("deprecation") // As for the text alone.
  JsonBuffer plainString(String text) {
    int length = text.length();
    ensure(length + 2);
    bytes[size] = '"';
    text.getBytes(0, length, bytes, size + 1);
    size += length + 2;
    bytes[size - 1] = '"';
    return this;
  }

  /** The inside of a string. */
  JsonBuffer escaped(String text) {
    escaped(text, text.length());
    return this;
  }

  JsonBuffer bool(boolean value) {
    return raw(value ? TRUE : FALSE);
  }

  JsonBuffer nothing() {
    return raw(NULL);
  }

  JsonBuffer number(long value) {
    if (value == Long.MIN_VALUE) {
      return raw(MIN_LONG);
    }
    ensure(20);
    long rest = Math.abs(value);
    if (value < 0) {
      bytes[size++] = '-';
    }
    int digits = 1;
    for (long power = rest; power >= 10; power /= 10) {
      digits++;
    }
    int end = size + digits;
    for (int i = end - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size = end;
    return this;
  }

  /**
   * A number with a fraction, so that it is read back as one; JSON has no NaN: that is a string.
   */
  JsonBuffer number(double value) {
    if (!Double.isFinite(value)) {
      return raw('"').rawAscii(Double.toString(value)).raw('"');
    }
    if (Math.abs(value) < MAX_FIXED) {
      long thousandths = Math.round(value * THOUSAND);
      if (thousandths != 0 && (double) thousandths / THOUSAND == value) {
        return fixed(thousandths);
      }
    }
    return rawAscii(Double.toString(value));
  }

  private JsonBuffer fixed(long thousandths) {
    if (thousandths < 0) {
      raw('-');
    }
    long magnitude = Math.abs(thousandths);
    number(magnitude / THOUSAND).raw('.');
    int fraction = (int) (magnitude % THOUSAND);
    raw((char) ('0' + fraction / 100));
    if (fraction % 100 != 0) {
      raw((char) ('0' + fraction / 10 % 10));
      if (fraction % 10 != 0) {
        raw((char) ('0' + fraction % 10));
      }
    }
    return this;
  }

  /** Two or three digits with leading zeros, for times. */
  JsonBuffer padded(int value, int digits) {
    ensure(digits);
    int rest = value;
    for (int i = size + digits - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
    return this;
  }

  /** The inside of a string, up to {@code end}, exclusive. */
  void escaped(String text, int end) {
    ensure(end);
    byte[] out = bytes;
    int at = size;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < 128 && PLAIN[c]) {
        out[at++] = (byte) c;
        continue;
      }
      size = at;
      // What is left, each as one byte, and the longest form of this one.
      ensure(end - i + 6);
      if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        utf8(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        special(c);
      }
      out = bytes;
      at = size;
    }
    size = at;
  }

  private void special(char c) {
    switch (c) {
      case '"', '\\' -> escape(c);
      case '\n' -> escape('n');
      case '\r' -> escape('r');
      case '\t' -> escape('t');
      default -> {
        if (Character.isSurrogate(c)) {
          utf8(0xfffd);
        } else if (isUnsafe(c)) {
          unicodeEscape(c);
        } else {
          utf8(c);
        }
      }
    }
  }

  private static boolean isUnsafe(char c) {
    return c < ' '
        || (c >= 0x7f && c <= 0x9f)
        || c == 0x061c
        || (c >= 0x200e && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xfeff;
  }

  /** All 16 digits. */
  JsonBuffer hex(long value) {
    ensure(16);
    for (int shift = 60; shift >= 0; shift -= 4) {
      bytes[size++] = HEX[(int) (value >>> shift) & 0xf];
    }
    return this;
  }

  private void escape(char c) {
    bytes[size++] = '\\';
    bytes[size++] = (byte) c;
  }

  private void unicodeEscape(char c) {
    escape('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[size++] = HEX[(c >> shift) & 0xf];
    }
  }

  private void utf8(int codePoint) {
    if (codePoint < 0x800) {
      bytes[size++] = (byte) (0xc0 | (codePoint >> 6));
    } else if (codePoint < 0x10000) {
      bytes[size++] = (byte) (0xe0 | (codePoint >> 12));
      bytes[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
    } else {
      bytes[size++] = (byte) (0xf0 | (codePoint >> 18));
      bytes[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
      bytes[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
    }
    bytes[size++] = (byte) (0x80 | (codePoint & 0x3f));
  }

  private void ensure(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
