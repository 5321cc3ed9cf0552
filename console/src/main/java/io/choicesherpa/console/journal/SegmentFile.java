package io.choicesherpa.console.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The form of one segment on disk.
 *
 * <pre>
 *  "CSJ1" 4 bytes
 *  record: payload length int | CRC-32C int over type and payload | type byte | payload
 *  record: …
 * </pre>
 *
 * All numbers are big-endian. A file ends where its last whole record ends: what follows is the
 * torn tail of a killed process.
 */
final class SegmentFile {

  static final int MAGIC = 0x43534a31;
  static final int FILE_HEADER_BYTES = 4;
  static final int RECORD_HEADER_BYTES = 9;

  private static final Pattern NAME = Pattern.compile("(\\d{12})\\.journal");

  private SegmentFile() {}

  static Path path(Path dir, long segment) {
    return dir.resolve(String.format(Locale.ROOT, "%012d.journal", segment));
  }

  /** The segment's number; -1 when the file is none. */
  static long number(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  static ByteBuffer header(byte type, ByteBuffer payload) {
    ByteBuffer header = ByteBuffer.allocate(RECORD_HEADER_BYTES);
    header.putInt(payload.remaining()).putInt(checksum(type, payload)).put(type);
    return header.flip();
  }

  static int checksum(byte type, ByteBuffer payload) {
    CRC32C crc = new CRC32C();
    crc.update(type);
    crc.update(payload.duplicate());
    return (int) crc.getValue();
  }

  static ByteBuffer fileHeader() {
    return ByteBuffer.allocate(FILE_HEADER_BYTES).putInt(MAGIC).flip();
  }

  /** Reads until {@code into} is full or the file ends. */
  static void read(FileChannel file, ByteBuffer into, long position) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int count = file.read(into, at);
      if (count < 0) {
        return;
      }
      at += count;
    }
  }
}
