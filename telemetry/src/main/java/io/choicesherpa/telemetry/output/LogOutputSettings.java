package io.choicesherpa.telemetry.output;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where log lines go besides the standard output, and how many of them. Immutable.
 *
 * @param file {@code LOG_FILE}: the file that lines are also appended to; null for none
 * @param fileMaxBytes {@code LOG_FILE_MAX_BYTES}: it is rotated before it grows beyond that, {@link
 *     #MIN_FILE_BYTES} at least
 * @param fileMaxFiles {@code LOG_FILE_MAX_FILES}: how many files there are at most, the one written
 *     to included; {@link #MIN_FILES} to {@link #MAX_FILES}
 * @param floodLimitPerSecond {@code LOG_FLOOD_LIMIT}: lines a second that one logger may write at
 *     one level for long; 0 for any number, at most {@link #MAX_FLOOD_LIMIT}
 */
public record LogOutputSettings(
    @Nullable Path file, long fileMaxBytes, int fileMaxFiles, int floodLimitPerSecond) {

  /** Default of {@code LOG_FILE_MAX_BYTES}: {@value}, 100 MiB. */
  public static final long DEFAULT_FILE_MAX_BYTES = 104_857_600;

  /** Least {@code LOG_FILE_MAX_BYTES}: {@value}, 1 MiB. No single line is longer. */
  public static final long MIN_FILE_BYTES = 1_048_576;

  /** Default of {@code LOG_FILE_MAX_FILES}: {@value}. */
  public static final int DEFAULT_FILE_MAX_FILES = 10;

  /** Least {@code LOG_FILE_MAX_FILES}: {@value}; with one there would be nothing to rotate to. */
  public static final int MIN_FILES = 2;

  /** Greatest {@code LOG_FILE_MAX_FILES}: {@value}. */
  public static final int MAX_FILES = 100;

  /** Default of {@code LOG_FLOOD_LIMIT}: {@value}. */
  public static final int DEFAULT_FLOOD_LIMIT_PER_SECOND = 1000;

  /** Greatest {@code LOG_FLOOD_LIMIT}: {@value}. */
  public static final int MAX_FLOOD_LIMIT = 1_000_000;

  /** No file, and the default limit. */
  public static final LogOutputSettings DEFAULT =
      new LogOutputSettings(
          null, DEFAULT_FILE_MAX_BYTES, DEFAULT_FILE_MAX_FILES, DEFAULT_FLOOD_LIMIT_PER_SECOND);

  /** Refuses numbers out of their range. */
  public LogOutputSettings {
    require("fileMaxBytes", fileMaxBytes, MIN_FILE_BYTES, Long.MAX_VALUE);
    require("fileMaxFiles", fileMaxFiles, MIN_FILES, MAX_FILES);
    require("floodLimitPerSecond", floodLimitPerSecond, 0, MAX_FLOOD_LIMIT);
  }

  private static void require(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " " + value + " is not between " + min + " and " + max);
    }
  }
}
