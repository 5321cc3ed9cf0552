package io.choicesherpa.telemetry.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the head of a chain in a file beside the log, so that {@link AuditVerifier} finds it when
 * the last lines of the trail were cut off. Whenever the head has moved, it is appended as a line:
 * time, chain, number and hash, with blanks between. Nothing that stands there is written anew, so
 * the file may lie where it can only be appended to; several processes may share one.
 *
 * <p>It is written by a thread of its own, and once more at the end: no act waits for it, and what
 * was done within the last interval before a crash is not anchored. A file that cannot be written
 * is one warning until it can be again. Thread-safe.
 */
public final class AuditHeadFile implements AutoCloseable {

  /** How often the head is looked at: every 5 s. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(AuditHeadFile.class);
  private static final int FIELDS = 4;

  private final AuditLog audit;
  private final Path file;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "audit-head");
            made.setDaemon(true);
            return made;
          });
  private long writtenSeq;
  private boolean failed;

  private AuditHeadFile(AuditLog audit, Path file, Clock clock) {
    this.audit = audit;
    this.file = file;
    this.clock = clock;
  }

  /** Keeps the head of {@code audit} in {@code file}, looking each {@code interval}. */
  public static AuditHeadFile start(AuditLog audit, Path file, Duration interval, Clock clock) {
    AuditHeadFile heads = new AuditHeadFile(audit, file, clock);
    long nanos = interval.toNanos();
    var unused =
        heads.thread.scheduleWithFixedDelay(heads::write, nanos, nanos, TimeUnit.NANOSECONDS);
    return heads;
  }

  /** Appends the head if it has moved since the last time. */
  public synchronized void write() {
    AuditHead head = audit.head();
    if (head.seq() == writtenSeq) {
      return;
    }
    String line =
        clock.instant() + " " + head.chain() + " " + head.seq() + " " + head.hash() + "\n";
    try {
      Files.writeString(
          file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      writtenSeq = head.seq();
      failed = false;
    } catch (IOException | RuntimeException e) {
      if (!failed) {
        failed = true;
        LOG.atWarn()
            .addKeyValue("file", file)
            .addKeyValue("cause", e.getClass().getSimpleName())
            .log("The head of the audit trail cannot be kept; this is said once until it can");
      }
    }
  }

  /**
   * Reads the heads that were kept, in their order.
   *
   * @throws IOException also when a line has not this form
   */
  static List<AuditHead> read(Path file) throws IOException {
    List<AuditHead> heads = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split(" ", -1);
      try {
        if (fields.length != FIELDS) {
          throw new NumberFormatException("not " + FIELDS + " fields");
        }
        heads.add(new AuditHead(fields[1], Long.parseLong(fields[2]), fields[3]));
      } catch (NumberFormatException e) {
        throw new IOException(file + ":" + (heads.size() + 1) + ": no head of a chain", e);
      }
    }
    return heads;
  }

  /** Writes the head a last time. */
  @Override
  public void close() {
    thread.shutdownNow();
    write();
  }
}
