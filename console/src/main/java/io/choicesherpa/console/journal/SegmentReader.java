package io.choicesherpa.console.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one segment, record by record, up to the first that is not whole. */
final class SegmentReader {

  private static final int WINDOW_BYTES = 1 << 20;

  private final long segment;
  private final FileChannel file;
  private final long length;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  private SegmentReader(long segment, FileChannel file, long length) {
    this.segment = segment;
    this.file = file;
    this.length = length;
  }

  /**
   * Hands every whole record to {@code visitor}.
   *
   * @return where the last whole record ends; 0 when not even the file's header is there
   */
  static long read(Path path, long segment, Consumer<JournalRecord> visitor) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new SegmentReader(segment, file, file.size()).readAll(visitor);
    }
  }

  private long readAll(Consumer<JournalRecord> visitor) throws IOException {
    ByteBuffer start = take(0, SegmentFile.FILE_HEADER_BYTES);
    if (start == null || start.getInt() != SegmentFile.MAGIC) {
      return 0;
    }
    long at = SegmentFile.FILE_HEADER_BYTES;
    while (true) {
      ByteBuffer header = take(at, SegmentFile.RECORD_HEADER_BYTES);
      if (header == null) {
        return at;
      }
      int size = header.getInt();
      int checksum = header.getInt();
      byte type = header.get();
      long end = at + SegmentFile.RECORD_HEADER_BYTES + size;
      ByteBuffer payload = size < 0 ? null : take(at + SegmentFile.RECORD_HEADER_BYTES, size);
      if (payload == null || SegmentFile.checksum(type, payload) != checksum) {
        return at;
      }
      visitor.accept(new JournalRecord(segment, type, payload));
      at = end;
    }
  }

  /** A view of the file; null when it ends before. Windows are never reused: views may be kept. */
  private @Nullable ByteBuffer take(long at, int size) throws IOException {
    if (size > length - at) {
      return null;
    }
    if (at < windowStart || at + size > windowStart + window.limit()) {
      int wanted = (int) Math.min(Math.max(size, WINDOW_BYTES), length - at);
      ByteBuffer next = ByteBuffer.allocate(wanted);
      SegmentFile.read(file, next, at);
      window = next.flip();
      windowStart = at;
      if (size > window.limit()) {
        return null;
      }
    }
    return window.slice((int) (at - windowStart), size);
  }
}
