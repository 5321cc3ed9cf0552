package io.choicesherpa.demo.process;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What is known of a process apart from its number, which the system gives to another one later.
 *
 * @param pid the number
 * @param startMillis when it started, milliseconds of the epoch; 0 when unknown
 * @param command real path of its program, links resolved
 */
record ProcessRecord(long pid, long startMillis, String command) {
  /** The system counts starts in clock ticks after a boot time that moves when the clock is set. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  /**
   * The record of a process whose program is known. The system's own word for it is not asked: just
   * after its start a process is still what it was forked from.
   */
  static ProcessRecord of(ProcessHandle process, String command) {
    return new ProcessRecord(process.pid(), startMillis(process), command);
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** The process that this record is about, when it still runs. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle process) {
    long driftMillis = Math.abs(startMillis - startMillis(process));
    boolean sameStart = startMillis != 0 && driftMillis <= START_TOLERANCE.toMillis();
    // Another user's program cannot be seen; then the start time has to do.
    return sameStart && process.info().command().map(command::equals).orElse(true);
  }

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("start_millis", Long.toString(startMillis));
    properties.setProperty("command", command);
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
  }

  /** Empty when there is no such file, or one that was cut off while being written. */
  static Optional<ProcessRecord> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    try {
      return Optional.of(
          new ProcessRecord(
              Long.parseLong(properties.getProperty("pid", "")),
              Long.parseLong(properties.getProperty("start_millis", "")),
              properties.getProperty("command", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
