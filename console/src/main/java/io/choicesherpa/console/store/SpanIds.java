package io.choicesherpa.console.store;

import com.google.protobuf.ByteString;
import java.util.HexFormat;

/** Span ids are kept as one {@code long}; 0 is "none", as on the wire. */
public final class SpanIds {

  /** No span. */
  public static final long NONE = 0;

  private static final int LENGTH_BYTES = 8;

  private SpanIds() {}

  /** The id in {@code bytes}; {@link #NONE} when it is not eight bytes long. */
  public static long of(ByteString bytes) {
    return bytes.size() == LENGTH_BYTES ? longAt(bytes, 0) : NONE;
  }

  /** 16 lower-case hexadecimal digits. */
  public static String toHex(long spanId) {
    return HexFormat.of().toHexDigits(spanId);
  }

  static long longAt(ByteString bytes, int offset) {
    long value = 0;
    for (int i = 0; i < LENGTH_BYTES; i++) {
      value = (value << 8) | (bytes.byteAt(offset + i) & 0xff);
    }
    return value;
  }
}
