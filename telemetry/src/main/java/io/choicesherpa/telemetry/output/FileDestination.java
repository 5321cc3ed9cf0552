package io.choicesherpa.telemetry.output;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.recovery.RecoveryListener;
import ch.qos.logback.core.recovery.ResilientOutputStreamBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TriggeringPolicyBase;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A file that is appended to and rotated by Logback's own appender: {@code app.jsonl} becomes
 * {@code app.jsonl.1}, that {@code app.jsonl.2}, and so on. The appender is fed whole batches, and
 * says by a listener what it otherwise keeps to itself: that it cannot write. It is not left to
 * recover, since it would drop lines uncounted on the way: a file that cannot be opened or written
 * to is opened anew after a second, and one that was taken away at once.
 */
final class FileDestination implements LineDestination {
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final byte[] LINE_FEED = {'\n'};

  private final Path file;
  private final long maxBytes;
  private final int maxFiles;
  private final LongSupplier nanoTime;

  private @Nullable BatchAppender appender;
  private long triedNanos;

  FileDestination(Path file, long maxBytes, int maxFiles, LongSupplier nanoTime) {
    this.file = file;
    this.maxBytes = maxBytes;
    this.maxFiles = maxFiles;
    this.nanoTime = nanoTime;
    this.triedNanos = nanoTime.getAsLong() - RETRY_NANOS;
  }

  @Override
  public OutputName name() {
    return OutputName.FILE;
  }

  @Override
  public void write(byte[] lines, int length) throws IOException {
    BatchAppender open = open();
    if (!open.isInPlace()) {
      open.stop();
      appender = null;
      triedNanos = nanoTime.getAsLong() - RETRY_NANOS;
      open = open();
    }
    open.doAppend(Arrays.copyOf(lines, length));
    IOException failure = open.failure;
    if (failure == null && !open.isStarted()) {
      failure = new IOException("cannot write to " + file);
    }
    if (failure != null) {
      appender = null;
      triedNanos = nanoTime.getAsLong();
      open.stop();
      throw failure;
    }
  }

  private BatchAppender open() throws IOException {
    if (appender == null) {
      long now = nanoTime.getAsLong();
      if (now - triedNanos < RETRY_NANOS) {
        throw new IOException("cannot open " + file);
      }
      triedNanos = now;
      BatchAppender opened = new BatchAppender();
      opened.open(file, maxBytes, maxFiles);
      appender = opened;
    }
    return appender;
  }

  @Override
  public void close() {
    if (appender != null) {
      appender.stop();
    }
  }

  /** Logback's appender, of batches in place of events. */
  private static final class BatchAppender extends RollingFileAppender<byte[]>
      implements RecoveryListener {

    /** The first failure, which is also the end of this appender. */
    private @Nullable IOException failure;

    private @Nullable Object fileKey;

    private void open(Path file, long maxBytes, int maxFiles) throws IOException {
      // A context of its own: what it reports goes nowhere, and no other file is compared with.
      setContext(new ContextBase());
      setFile(file.toString());
      setAppend(true);
      EncoderBase<byte[]> encoder = new Verbatim();
      encoder.setContext(getContext());
      encoder.start();
      setEncoder(encoder);
      NumberedFiles rolling = new NumberedFiles();
      rolling.setContext(getContext());
      rolling.setParent(this);
      rolling.setFileNamePattern(file + ".%i");
      rolling.setMinIndex(1);
      rolling.setMaxIndex(maxFiles - 1);
      rolling.start();
      setRollingPolicy(rolling);
      BeforeTooLarge trigger = new BeforeTooLarge(maxBytes);
      trigger.setContext(getContext());
      trigger.start();
      setTriggeringPolicy(trigger);
      start();
      if (!isStarted()) {
        throw new IOException("cannot open " + file);
      }
    }

    @Override
    public void openFile(String fileName) throws IOException {
      super.openFile(fileName);
      fileKey = keyOf(Path.of(fileName));
      ((ResilientOutputStreamBase) getOutputStream()).addRecoveryListener(this);
    }

    /**
     * Whether the path still leads to the file that is open: another program may have deleted or
     * rotated it, and what is written then could be read by nobody.
     */
    private boolean isInPlace() {
      try {
        return Objects.equals(fileKey, keyOf(Path.of(getFile())));
      } catch (IOException e) {
        return false;
      }
    }

    /** What tells the file from others of its name; null where the platform has no such thing. */
    private static @Nullable Object keyOf(Path file) throws IOException {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** A line that was cut off, by a full disk or a lost process, does not spoil the next. */
    @Override
    protected void writeOut(byte[] lines) throws IOException {
      if (isTorn(Path.of(getFile()))) {
        writeByteArrayToOutputStreamWithPossibleFlush(LINE_FEED);
      }
      super.writeOut(lines);
    }

    private static boolean isTorn(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        return false;
      }
      try (RandomAccessFile read = new RandomAccessFile(file.toFile(), "r")) {
        long length = read.length();
        if (length == 0) {
          return false;
        }
        read.seek(length - 1);
        return read.read() != '\n';
      }
    }

    @Override
    public void newFailure(IOException cause) {
      if (failure == null) {
        failure = cause;
      }
    }

    @Override
    public void recoveryOccured() {
      // It says so whenever there is nothing to flush, whatever became of the lines.
    }
  }

  /** What is handed in is what is written. */
  private static final class Verbatim extends EncoderBase<byte[]> {
    private static final byte[] NOTHING = {};

    @Override
    public byte[] headerBytes() {
      return NOTHING;
    }

    @Override
    public byte[] encode(byte[] lines) {
      return lines;
    }

    @Override
    public byte[] footerBytes() {
      return NOTHING;
    }
  }

  /** Logback allows 20 of its own accord, so that nobody renames a thousand by a slip. */
  private static final class NumberedFiles extends FixedWindowRollingPolicy {
    @Override
    protected int getMaxWindowSize() {
      return LogOutputSettings.MAX_FILES;
    }
  }

  /**
   * Rotates before the file would be too large; Logback's own trigger looks now and then, after.
   */
  private static final class BeforeTooLarge extends TriggeringPolicyBase<byte[]> {
    private final long maxBytes;

    BeforeTooLarge(long maxBytes) {
      this.maxBytes = maxBytes;
    }

    @Override
    public boolean isTriggeringEvent(File activeFile, byte[] lines) {
      long length = activeFile.length();
      return length > 0 && length + lines.length > maxBytes;
    }
  }
}
