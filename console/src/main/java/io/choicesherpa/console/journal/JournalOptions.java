package io.choicesherpa.console.journal;

/**
 * How a journal is kept.
 *
 * @param name what messages call it, such as {@code "logs"}
 * @param segmentBytes a segment that has reached this is closed and the next begun; 4 KiB or more
 * @param maxBytes of all segments together; the oldest go first. At least two segments
 */
public record JournalOptions(String name, long segmentBytes, long maxBytes) {

  private static final long MIN_SEGMENT_BYTES = 4096;

  /** Checks the sizes. */
  public JournalOptions {
    if (segmentBytes < MIN_SEGMENT_BYTES) {
      throw new IllegalArgumentException(
          "segmentBytes < " + MIN_SEGMENT_BYTES + ": " + segmentBytes);
    }
    if (maxBytes < 2 * segmentBytes) {
      throw new IllegalArgumentException(
          "maxBytes " + maxBytes + " < two segments of " + segmentBytes);
    }
  }
}
