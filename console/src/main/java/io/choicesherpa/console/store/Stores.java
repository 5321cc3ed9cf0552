package io.choicesherpa.console.store;

import io.choicesherpa.console.journal.Journal;
import io.choicesherpa.console.journal.JournalFigures;
import io.choicesherpa.console.journal.JournalOptions;
import io.choicesherpa.console.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores of spans and log records, with their journals. Thread-safe.
 *
 * <pre>{@code
 * try (Stores stores = Stores.open(options, clock)) {
 *   worker.execute(stores::recover);                              // once
 *   worker.scheduleWithFixedDelay(stores::maintain, 1, 1, SECONDS);
 * }
 * }</pre>
 */
public final class Stores implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Stores.class);

  /** Smallest file that the journals divide themselves into by themselves. */
  private static final long MIN_JOURNAL_SEGMENT_BYTES = 1 << 20;

  /** A segment takes in at most this part of the retention time. */
  private static final int SEGMENTS_OF_RETENTION = 12;

  private final StoreOptions options;
  private final Clock clock;
  private final @Nullable Journal traceJournal;
  private final @Nullable Journal logJournal;
  private final MemoryTraceStore traces;
  private final MemoryLogStore logs;
  private volatile boolean recovered;

  private Stores(
      StoreOptions options,
      Clock clock,
      @Nullable Journal traceJournal,
      @Nullable Journal logJournal) {
    this.options = options;
    this.clock = clock;
    this.traceJournal = traceJournal;
    this.logJournal = logJournal;
    this.traces = new MemoryTraceStore(options.traceBytes(), clock, traceJournal);
    this.logs = new MemoryLogStore(options.logBytes(), clock, logJournal);
    this.recovered = traceJournal == null && logJournal == null;
  }

  /**
   * Opens the stores; what earlier processes left is not read yet.
   *
   * @throws IOException when the directory cannot be used, or another process uses it
   */
  public static Stores open(StoreOptions options, Clock clock) throws IOException {
    Path directory = options.directory();
    if (directory == null) {
      return new Stores(options, clock, null, null);
    }
    Journal traces =
        Journal.open(directory.resolve("traces"), journal("traces", options.traceBytes()));
    try {
      Journal logs = Journal.open(directory.resolve("logs"), journal("logs", options.logBytes()));
      return new Stores(options, clock, traces, logs);
    } catch (IOException e) {
      traces.close();
      throw e;
    }
  }

  /** The stores begin the journals' segments, so these only guard against a store that does not. */
  private static JournalOptions journal(String name, long capBytes) {
    long segmentBytes = Math.max(MIN_JOURNAL_SEGMENT_BYTES, capBytes);
    return new JournalOptions(name, segmentBytes, 2 * segmentBytes);
  }

  /** Where spans go. */
  public TraceSink traceSink() {
    return traces;
  }

  /** Where traces come from. */
  public TraceSource traceSource() {
    return traces;
  }

  /** Where log records go. */
  public LogSink logSink() {
    return logs;
  }

  /** Where log records come from. */
  public LogSource logSource() {
    return logs;
  }

  /**
   * Reads back what earlier processes left; may take a while, and everything works beside it. Wants
   * to be called once.
   */
  public void recover() {
    long start = clock.millis();
    replay(logJournal, logs::recover);
    replay(traceJournal, traces::recover);
    recovered = true;
    if (traceJournal != null) {
      log.info(
          "Took back {} spans and {} log records from {} in {} ms",
          traces.figures().held(),
          logs.figures().held(),
          options.directory(),
          clock.millis() - start);
    }
  }

  private static void replay(@Nullable Journal journal, Consumer<JournalRecord> into) {
    if (journal != null) {
      journal.replay(into);
    }
  }

  /** Whether all that earlier processes left has been read. */
  public boolean isRecovered() {
    return recovered;
  }

  /** Forces the journals to the disk and lets go what is older than the retention time. */
  public void maintain() {
    if (traceJournal != null) {
      traceJournal.sync();
    }
    if (logJournal != null) {
      logJournal.sync();
    }
    if (options.retentionHours() > 0 && recovered) {
      long retentionMillis = TimeUnit.HOURS.toMillis(options.retentionHours());
      long cutoff = clock.millis() - retentionMillis;
      long roll = clock.millis() - retentionMillis / SEGMENTS_OF_RETENTION;
      traces.evictOlderThan(cutoff, roll);
      logs.evictOlderThan(cutoff, roll);
    }
  }

  /** The journals' figures by what they keep; empty without a directory. */
  public Map<String, JournalFigures> journals() {
    Map<String, JournalFigures> figures = new TreeMap<>();
    if (traceJournal != null) {
      figures.put("traces", traceJournal.figures());
    }
    if (logJournal != null) {
      figures.put("logs", logJournal.figures());
    }
    return figures;
  }

  /** Forces the journals to the disk and lets them go. */
  @Override
  public void close() {
    if (traceJournal != null) {
      traceJournal.close();
    }
    if (logJournal != null) {
      logJournal.close();
    }
  }
}
