package io.choicesherpa.console.store;

import java.nio.ByteBuffer;

/**
 * The common form of what stands in blocks and in the journal.
 *
 * <pre>
 *  kind byte | length int, of what follows | content
 *    ORIGIN   resource length int | resource | scope           journal only
 *    SPAN     origin int | fields as in {@link SpanEntry}
 *    LOG      origin int | fields as in {@link LogEntry}
 * </pre>
 *
 * An origin's number is its place among the origins of the segment.
 */
final class Entry {

  static final byte ORIGIN = 1;
  static final byte SPAN = 2;
  static final byte LOG = 3;

  static final int HEADER_BYTES = 5;
  private static final int LENGTH_AT = 1;
  private static final int ORIGIN_AT = 5;

  private Entry() {}

  /** Where the entry after the one at {@code at} begins. */
  static int next(ByteBuffer in, int at) {
    return at + HEADER_BYTES + in.getInt(at + LENGTH_AT);
  }

  static byte kind(ByteBuffer in, int at) {
    return in.get(at);
  }

  static int origin(ByteBuffer in, int at) {
    return in.getInt(at + ORIGIN_AT);
  }

  static void setOrigin(ByteBuffer entry, int at, int origin) {
    entry.putInt(at + ORIGIN_AT, origin);
  }

  /** Whether a whole entry stands at {@code at}. */
  static boolean isWhole(ByteBuffer in, int at) {
    if (in.limit() - at < HEADER_BYTES) {
      return false;
    }
    int length = in.getInt(at + LENGTH_AT);
    return length >= 0 && length <= in.limit() - at - HEADER_BYTES;
  }
}
