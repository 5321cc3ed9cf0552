package io.choicesherpa.telemetry.logging;

/**
 * A piece of a line, kept for the lines that follow. Its array is used again for the next piece, so
 * that keeping one makes no garbage. For one thread at a time.
 */
final class Segment {
  private byte[] bytes = new byte[256];
  private int size;

  /** Keeps what was written to {@code line} from {@code start} on. */
  void keep(JsonBuffer line, int start) {
    size = line.size() - start;
    if (size > bytes.length) {
      bytes = new byte[Math.max(size, 2 * bytes.length)];
    }
    line.copyTo(bytes, start, size);
  }

  void writeTo(JsonBuffer line) {
    line.raw(bytes, size);
  }

  /** Only what lies from {@code from} up to {@code to}. */
  void writeTo(JsonBuffer line, int from, int to) {
    if (to > from) {
      line.raw(bytes, from, to - from);
    }
  }
}
