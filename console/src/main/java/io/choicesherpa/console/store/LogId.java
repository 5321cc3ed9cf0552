package io.choicesherpa.console.store;

import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Names a log record by its time and content, so also after a restart. Two records that do not
 * differ in any byte share one.
 *
 * @param timeEpochNanos the record's time
 * @param checksum CRC-32C over the encoded record
 */
public record LogId(long timeEpochNanos, int checksum) {

  private static final int CHARS = 25;
  private static final int DASH_AT = 16;

  /** Of {@code log}. */
  public static LogId of(StoredLog log) {
    CRC32C crc = new CRC32C();
    log.encoded().asReadOnlyByteBufferList().forEach(crc::update);
    return new LogId(log.timeEpochNanos(), (int) crc.getValue());
  }

  /** Reads what {@link #toString} wrote; null for anything else. */
  public static @Nullable LogId parse(String text) {
    if (text.length() != CHARS || text.charAt(DASH_AT) != '-') {
      return null;
    }
    try {
      return new LogId(
          HexFormat.fromHexDigitsToLong(text, 0, DASH_AT),
          HexFormat.fromHexDigits(text, DASH_AT + 1, CHARS));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(timeEpochNanos) + "-" + hex.toHexDigits(checksum);
  }
}
