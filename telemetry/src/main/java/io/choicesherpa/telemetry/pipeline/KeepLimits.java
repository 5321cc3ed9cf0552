package io.choicesherpa.telemetry.pipeline;

import java.time.Duration;

/**
 * How much of unsampled traces is held, and for how long.
 *
 * @param parts into how many parts, each with a lock of its own, the traces are spread; a power of
 *     two
 * @param traces open traces known at once, over all parts
 * @param spansPerTrace ended spans held of one trace
 * @param bytes estimated size of all held spans, over all parts
 * @param age how long a trace may be open
 * @param follow how long after the decision to keep a trace its later spans are exported as well
 * @param keptPerSecond traces kept each second in the long run
 * @param keptAtOnce traces kept within a moment
 */
record KeepLimits(
    int parts,
    int traces,
    int spansPerTrace,
    long bytes,
    Duration age,
    Duration follow,
    int keptPerSecond,
    int keptAtOnce) {

  static final KeepLimits STANDARD =
      new KeepLimits(
          16, 8_192, 512, 16L << 20, Duration.ofMinutes(10), Duration.ofMinutes(1), 50, 500);

  KeepLimits {
    if (parts < 1 || Integer.bitCount(parts) != 1) {
      throw new IllegalArgumentException("parts is no power of two: " + parts);
    }
    if (traces < parts || bytes < parts) {
      throw new IllegalArgumentException("less than one trace or byte for each part");
    }
  }

  int tracesOfPart() {
    return traces / parts;
  }

  long bytesOfPart() {
    return bytes / parts;
  }
}
