package io.choicesherpa.promql.parser;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes string literals with the escapes of Go. Escapes may give bytes that are not
 * UTF-8; each such byte becomes a low surrogate from U+DC80 on, which no real text has alone, so
 * that nothing is lost and the place that needs UTF-8 can tell.
 */
final class StringText {

  private static final int FIRST_BYTE_SURROGATE = 0xDC00;

  private final String text;
  private final char quote;
  private final ByteBuffer bytes;
  private int at = 1;

  private StringText(String text) {
    this.text = text;
    quote = text.charAt(0);
    bytes = ByteBuffer.allocate(4 * text.length());
  }

  /**
   * The text within the quotes, escapes replaced.
   *
   * @throws IllegalArgumentException on an escape that does not exist
   */
  static String unquote(String literal) {
    if (literal.charAt(0) == '`') {
      return literal.substring(1, literal.length() - 1);
    }
    return literal.indexOf('\\') < 0
        ? literal.substring(1, literal.length() - 1)
        : new StringText(literal).read();
  }

  private String read() {
    int end = text.length() - 1;
    while (at < end) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (c == '\\') {
        escape();
      } else {
        put(c);
      }
    }
    bytes.flip();
    return decode();
  }

  private String decode() {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, true);
      if (!result.isError()) {
        return chars.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        chars.put((char) (FIRST_BYTE_SURROGATE | (bytes.get() & 0xff)));
      }
    }
  }

  private void escape() {
    char c = text.charAt(at++);
    switch (c) {
      case 'a' -> bytes.put((byte) 7);
      case 'b' -> bytes.put((byte) '\b');
      case 'f' -> bytes.put((byte) '\f');
      case 'n' -> bytes.put((byte) '\n');
      case 'r' -> bytes.put((byte) '\r');
      case 't' -> bytes.put((byte) '\t');
      case 'v' -> bytes.put((byte) 11);
      case '\\' -> bytes.put((byte) '\\');
      case 'x' -> bytes.put((byte) digits(2, 16));
      case 'u' -> put(codePoint(digits(4, 16)));
      case 'U' -> put(codePoint(digits(8, 16)));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        bytes.put((byte) octal());
      }
      default -> {
        if (c != quote) {
          throw new IllegalArgumentException("unknown escape \\" + c + " in string " + text);
        }
        bytes.put((byte) c);
      }
    }
  }

  private long octal() {
    long value = digits(3, 8);
    if (value > 255) {
      throw new IllegalArgumentException("octal escape past 255 in string " + text);
    }
    return value;
  }

  private long digits(int count, int radix) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      char c = text.charAt(at);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        throw new IllegalArgumentException(
            "escape with " + i + " digits of " + count + " in string " + text);
      }
      at++;
      value = value * radix + digit;
    }
    return value;
  }

  private int codePoint(long value) {
    if (value > Character.MAX_CODE_POINT || (value >= 0xD800 && value < 0xE000)) {
      throw new IllegalArgumentException(
          "escape is not a Unicode character: " + Long.toHexString(value) + " in string " + text);
    }
    return (int) value;
  }

  private void put(int codePoint) {
    bytes.put(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }

  /** In double quotes, with escapes. */
  static String quote(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2).append('"');
    value.codePoints().forEach(c -> append(c, out));
    return out.append('"').toString();
  }

  private static void append(int c, StringBuilder out) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append((char) c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ' || c == 0x7f || (c >= FIRST_BYTE_SURROGATE + 0x80 && c <= 0xDCFF)) {
          out.append(String.format("\\x%02x", c & 0xff));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }
}
