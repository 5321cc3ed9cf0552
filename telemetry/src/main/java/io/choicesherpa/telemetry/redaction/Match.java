package io.choicesherpa.telemetry.redaction;

/**
 * Where in a text a secret stands, as one long: start (inclusive) in the upper half, end
 * (exclusive) in the lower. A value type in spirit, so that scanning clean text allocates nothing.
 */
final class Match {
  static final long NONE = -1;

  private Match() {}

  static long of(int start, int end) {
    return ((long) start << 32) | end;
  }

  static int start(long match) {
    return (int) (match >>> 32);
  }

  static int end(long match) {
    return (int) match;
  }
}
