package io.choicesherpa.telemetry.logging;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes times as RFC 3339 in UTC with milliseconds. Everything down to the second is kept from the
 * line before, since most lines share it. Used by one thread at a time.
 */
final class Timestamp {
  /** RFC 3339 has four digits for the year; times outside are held at its ends. */
  private static final long FIRST_MILLIS = -62_167_219_200_000L;

  private static final long LAST_MILLIS = 253_402_300_799_999L;

  private long second = Long.MIN_VALUE;
  private byte[] upToSecond = {};

  void write(JsonBuffer out, long epochMillis) {
    long millis = Math.max(FIRST_MILLIS, Math.min(LAST_MILLIS, epochMillis));
    long epochSecond = Math.floorDiv(millis, 1000L);
    if (epochSecond != second) {
      upToSecond = encode(epochSecond);
      second = epochSecond;
    }
    out.raw(upToSecond).padded((int) Math.floorMod(millis, 1000L), 3).raw('Z');
  }

  private static byte[] encode(long epochSecond) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
    return new JsonBuffer()
        .padded(time.getYear(), 4)
        .raw('-')
        .padded(time.getMonthValue(), 2)
        .raw('-')
        .padded(time.getDayOfMonth(), 2)
        .raw('T')
        .padded(time.getHour(), 2)
        .raw(':')
        .padded(time.getMinute(), 2)
        .raw(':')
        .padded(time.getSecond(), 2)
        .raw('.')
        .toByteArray();
  }
}
