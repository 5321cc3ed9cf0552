package io.choicesherpa.console.store;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A W3C trace id: 16 bytes, never all zero.
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 * @see <a href="https://www.w3.org/TR/trace-context/#trace-id">Trace Context, trace-id</a>
 */
public record TraceId(long high, long low) {

  /** Length in bytes on the wire: {@value}. */
  public static final int LENGTH_BYTES = 16;

  private static final int MAX_HEX_CHARS = 2 * LENGTH_BYTES;

  /** The id in {@code bytes}; null when it is not 16 bytes long or all zero. */
  public static @Nullable TraceId of(ByteString bytes) {
    if (bytes.size() != LENGTH_BYTES) {
      return null;
    }
    TraceId id = new TraceId(SpanIds.longAt(bytes, 0), SpanIds.longAt(bytes, 8));
    return id.isZero() ? null : id;
  }

  /**
   * The id written in hexadecimal digits of either case.
   *
   * @param hex 1 to 32 digits; fewer than 32 stand for leading zeros, as in Jaeger's API
   * @return null when {@code hex} is anything else or zero
   */
  public static @Nullable TraceId parse(String hex) {
    int length = hex.length();
    if (length == 0 || length > MAX_HEX_CHARS) {
      return null;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < length; i++) {
      char c = hex.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return null;
      }
      high = (high << 4) | (low >>> 60);
      low = (low << 4) | digit;
    }
    TraceId id = new TraceId(high, low);
    return id.isZero() ? null : id;
  }

  private boolean isZero() {
    return high == 0 && low == 0;
  }

  /** 32 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return SpanIds.toHex(high) + SpanIds.toHex(low);
  }
}
