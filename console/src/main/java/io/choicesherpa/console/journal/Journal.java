package io.choicesherpa.console.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in files, in the order in which they were appended. Thread-safe.
 *
 * <pre>{@code
 * Journal journal = Journal.open(dir, new JournalOptions("logs", 4 << 20, 64 << 20));
 * journal.replay(record -> restore(record.type(), record.payload())); // what earlier processes left
 * journal.append((byte) 1, payload);
 * }</pre>
 *
 * <p>A record is handed to the operating system before {@link #append} returns, so a killed process
 * loses none. {@link #sync} forces it to the disk; between two calls a power failure may lose what
 * was appended. Each segment is checked record by record when it is read: of a torn one the whole
 * records before the tear are kept, and one warning says what was lost.
 *
 * <p>A disk that refuses to write ends nothing: records are dropped and counted, one warning says
 * so, and each following segment is a new attempt.
 */
public final class Journal implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(Journal.class);
  private static final String LOCK_FILE = "lock";

  /** How many records are dropped after a failed write before the disk is tried again. */
  private static final int RETRY_AFTER_RECORDS = 256;

  private final Path dir;
  private final JournalOptions options;
  private final FileChannel lockFile;
  private final NavigableMap<Long, Long> lengths = new TreeMap<>();

  /** What stood there when it was opened and has not been replayed yet. */
  private final List<Long> old;

  private long current;
  private long currentLength;
  private @Nullable FileChannel out;
  private boolean unsynced;
  private boolean closed;
  private boolean failing;
  private int untilRetry;
  private long appended;
  private long dropped;
  private long damaged;

  private Journal(Path dir, JournalOptions options, FileChannel lockFile) throws IOException {
    this.dir = dir;
    this.options = options;
    this.lockFile = lockFile;
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.toList()) {
        long number = SegmentFile.number(file);
        if (number >= 0) {
          lengths.put(number, Files.size(file));
        }
      }
    }
    old = new ArrayList<>(lengths.keySet());
    current = lengths.isEmpty() ? 0 : lengths.lastKey();
  }

  /**
   * Opens the journal in {@code dir}, which is made if need be. Reads no records.
   *
   * @throws IOException when the directory cannot be used, or another process uses it
   */
  public static Journal open(Path dir, JournalOptions options) throws IOException {
    Files.createDirectories(dir);
    FileChannel lockFile =
        FileChannel.open(
            dir.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        throw new IOException(dir + " is in use by another process");
      }
      return new Journal(dir, options, lockFile);
    } catch (OverlappingFileLockException e) {
      lockFile.close();
      throw new IOException(dir + " is in use by this process already", e);
    } catch (IOException e) {
      lockFile.close();
      throw e;
    }
  }

  /**
   * Reads the records of earlier processes, oldest first; those appended since this one opened the
   * journal are not among them. May run beside {@link #append}. A second call finds nothing.
   */
  public void replay(Consumer<JournalRecord> visitor) {
    List<Long> segments;
    synchronized (this) {
      segments = List.copyOf(old);
      old.clear();
    }
    for (long segment : segments) {
      if (isHeld(segment)) {
        replay(segment, visitor);
      }
    }
  }

  private void replay(long segment, Consumer<JournalRecord> visitor) {
    Path path = SegmentFile.path(dir, segment);
    try {
      long whole = SegmentReader.read(path, segment, visitor);
      long length = Files.size(path);
      if (whole < length) {
        cut(path, segment, whole, length);
      }
    } catch (IOException e) {
      if (isHeld(segment)) {
        log.warn("Of the journal of {}, {} cannot be read", options.name(), path, e);
      }
    }
  }

  private void cut(Path path, long segment, long whole, long length) throws IOException {
    log.warn(
        "The journal of {} was torn: the last {} bytes of {} are cut off, {} are kept",
        options.name(),
        length - whole,
        path.getFileName(),
        whole);
    synchronized (this) {
      damaged += length - whole;
      if (!lengths.containsKey(segment)) {
        return;
      }
      if (whole <= SegmentFile.FILE_HEADER_BYTES) {
        Files.deleteIfExists(path);
        lengths.remove(segment);
        return;
      }
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
        file.truncate(whole);
      }
      lengths.put(segment, whole);
    }
  }

  private synchronized boolean isHeld(long segment) {
    return lengths.containsKey(segment);
  }

  /**
   * Appends a record. Never throws for a disk that fails: the record is dropped and counted then.
   *
   * @param payload from position to limit; left as it is
   * @return the number of the segment that holds it; -1 when it was dropped
   */
  public synchronized long append(byte type, ByteBuffer payload) {
    if (closed || (failing && untilRetry-- > 0)) {
      dropped++;
      return -1;
    }
    try {
      long bytes = (long) SegmentFile.RECORD_HEADER_BYTES + payload.remaining();
      if (out == null || currentLength >= options.segmentBytes()) {
        begin();
      }
      write(SegmentFile.header(type, payload), payload.duplicate());
      currentLength += bytes;
      lengths.put(current, currentLength);
      appended++;
      unsynced = true;
      recovered();
      deleteBeyond(options.maxBytes());
      return current;
    } catch (IOException e) {
      failed(e);
      return -1;
    }
  }

  /** Like {@link #append(byte, ByteBuffer)}. */
  public long append(byte type, byte[] payload) {
    return append(type, ByteBuffer.wrap(payload));
  }

  /**
   * Closes the current segment and begins the next.
   *
   * @return its number, also when the disk fails
   */
  public synchronized long roll() {
    if (closed) {
      return current;
    }
    try {
      begin();
    } catch (IOException e) {
      failed(e);
    }
    return current;
  }

  private void begin() throws IOException {
    closeCurrent();
    current++;
    currentLength = 0;
    out =
        FileChannel.open(
            SegmentFile.path(dir, current),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
    lengths.put(current, 0L);
    write(SegmentFile.fileHeader());
    currentLength = SegmentFile.FILE_HEADER_BYTES;
    lengths.put(current, currentLength);
  }

  private void write(ByteBuffer... buffers) throws IOException {
    FileChannel file = out;
    if (file == null) {
      throw new IOException("no segment is open");
    }
    long left = 0;
    for (ByteBuffer buffer : buffers) {
      left += buffer.remaining();
    }
    while (left > 0) {
      left -= file.write(buffers);
    }
  }

  private void failed(IOException e) {
    dropped++;
    untilRetry = RETRY_AFTER_RECORDS;
    if (!failing) {
      failing = true;
      log.warn(
          "The journal of {} in {} cannot be written: from now on it is kept in memory only",
          options.name(),
          dir,
          e);
    }
    // Half a record may stand at the end: nothing may follow it there.
    try {
      FileChannel file = out;
      if (file != null) {
        file.truncate(currentLength);
      }
    } catch (IOException again) {
      e.addSuppressed(again);
    }
    closeCurrent();
  }

  private void recovered() {
    if (failing) {
      failing = false;
      log.warn(
          "The journal of {} can be written again; {} records are missing in it",
          options.name(),
          dropped);
    }
  }

  private void closeCurrent() {
    FileChannel file = out;
    out = null;
    if (file == null) {
      return;
    }
    try (file) {
      file.force(false);
    } catch (IOException e) {
      log.warn("A segment of the journal of {} cannot be closed", options.name(), e);
    }
    unsynced = false;
  }

  /** Forces to the disk what was appended; nothing when there is nothing. */
  public void sync() {
    FileChannel file;
    synchronized (this) {
      file = unsynced ? out : null;
      unsynced = false;
    }
    if (file == null) {
      return;
    }
    try {
      // Outside of the lock: appending must not wait for the disk.
      file.force(false);
    } catch (IOException e) {
      synchronized (this) {
        if (file == out) {
          failed(e);
        }
      }
    }
  }

  /** Deletes all segments up to {@code segment}, inclusive, but never the current one. */
  public synchronized void deleteThrough(long segment) {
    while (!lengths.isEmpty() && lengths.firstKey() <= segment && lengths.firstKey() != current) {
      deleteFirst();
    }
  }

  private void deleteBeyond(long maxBytes) {
    long held = heldBytes();
    while (held > maxBytes && lengths.firstKey() != current) {
      held -= deleteFirst();
    }
  }

  private long deleteFirst() {
    long segment = lengths.firstKey();
    long length = lengths.remove(segment);
    try {
      Files.deleteIfExists(SegmentFile.path(dir, segment));
    } catch (IOException e) {
      log.warn("A segment of the journal of {} cannot be deleted", options.name(), e);
    }
    return length;
  }

  private long heldBytes() {
    return lengths.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The number of the segment that the next record goes to, if it has room for it. */
  public synchronized long current() {
    return current;
  }

  /** The figures now. */
  public synchronized JournalFigures figures() {
    return new JournalFigures(lengths.size(), heldBytes(), appended, dropped, damaged);
  }

  /** Forces all to the disk and lets the directory go. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    closeCurrent();
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the journal's lock cannot be let go", e);
    }
  }
}
