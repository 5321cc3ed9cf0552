package io.choicesherpa.demo.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, for a person who has to see why something ended. */
public final class LogTail {
  private static final int MAX_BYTES = 128 * 1024;

  private LogTail() {}

  /**
   * The last lines that were written after a position; empty when there is no such file.
   *
   * @param fromByte what was there before the process started is not its doing
   * @param maxLines at most so many
   */
  public static List<String> read(Path file, long fromByte, int maxLines) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(fromByte, log.length() - MAX_BYTES);
      byte[] bytes = new byte[(int) Math.max(0, log.length() - from)];
      log.seek(Math.min(from, log.length()));
      log.readFully(bytes);
      List<String> lines =
          new String(bytes, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      return lines.subList(Math.max(0, lines.size() - maxLines), lines.size());
    }
  }
}
