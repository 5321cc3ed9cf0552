package io.choicesherpa.console.store;

import io.choicesherpa.console.journal.Journal;
import io.choicesherpa.console.journal.JournalRecord;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Log records in memory up to a number of bytes, with a journal beside it or without. A full store
 * lets its oldest segment go, and its errors with it. Blocks know the times that they hold, so a
 * search by time reads few of them; a trace's records are known by place.
 */
final class MemoryLogStore implements LogSink, LogSource {

  private static final Comparator<StoredLog> BY_TIME =
      Comparator.comparingLong(StoredLog::timeEpochNanos);
  private static final int TRACE_OVERHEAD_BYTES = 250;
  private static final int LOG_BYTES = 12;

  /** A record may fill at most this part of the store. */
  private static final int SHARE_OF_ONE_RECORD = 4;

  private static final int MAX_ERROR_GROUPS = 1000;

  private static final class TraceLogs {
    final Refs logs = new Refs();
    long arrivals;
  }

  private final Object lock = new Object();
  private final long capBytes;
  private final Clock clock;
  private final OriginPool origins = new OriginPool();
  private final Segments<ErrorGroups> segments;
  private final Map<TraceId, TraceLogs> byTrace = new HashMap<>();
  private long end = Segments.START;
  private long errorGroups;
  private long received;
  private long held;
  private long evicted;
  private long refused;

  MemoryLogStore(long capBytes, Clock clock, @Nullable Journal journal) {
    if (capBytes <= 0) {
      throw new IllegalArgumentException("capBytes <= 0: " + capBytes);
    }
    this.capBytes = capBytes;
    this.clock = clock;
    this.segments = new Segments<>(capBytes, journal, origins, ErrorGroups::new);
  }

  @Override
  public int accept(List<StoredLog> logs) {
    synchronized (lock) {
      int refusedNow = 0;
      segments.begin(clock.millis());
      for (StoredLog log : logs) {
        ByteBuffer entry = LogEntry.encode(log);
        long bytes = entry.remaining() + log.origin().heldBytes() + TRACE_OVERHEAD_BYTES;
        if (bytes > capBytes / SHARE_OF_ONE_RECORD) {
          refusedNow++;
        } else {
          long ref = segments.append(entry, log.origin(), log.timeEpochNanos());
          hold(ref, log);
          end = ref + 1;
        }
      }
      segments.end();
      received += logs.size();
      refused += refusedNow;
      makeRoom();
      return refusedNow;
    }
  }

  private void hold(long ref, StoredLog log) {
    held++;
    TraceId trace = log.traceId();
    if (trace != null) {
      TraceLogs ofTrace = byTrace.computeIfAbsent(trace, id -> new TraceLogs());
      ofTrace.logs.add(ref);
      ofTrace.arrivals++;
    }
    ErrorRecord error = ErrorRecord.of(log);
    if (error != null) {
      ErrorGroups groups = segments.segment(ref).attachment;
      errorGroups -= groups.size();
      groups.add(log, error);
      errorGroups += groups.size();
    }
  }

  /** Takes back what a journal's record holds. */
  void recover(JournalRecord journaled) {
    synchronized (lock) {
      segments.recover(
          journaled.segment(),
          journaled.payload(),
          (kind, ref, origin, arrivalMillis) -> {
            if (kind == Entry.LOG) {
              received++;
              hold(ref, log(ref));
            }
          });
      makeRoom();
    }
  }

  private StoredLog log(long ref) {
    Segment<ErrorGroups> segment = segments.segment(ref);
    Block block = segments.block(segment, ref);
    int at = Ref.offset(ref);
    return LogEntry.decode(block, at, segment.origins()[Entry.origin(block.view(), at)]);
  }

  private void makeRoom() {
    while (heldBytes() > capBytes && held > 0) {
      evictOldestSegment();
    }
  }

  private long heldBytes() {
    return segments.heldBytes()
        + origins.heldBytes()
        + (long) TRACE_OVERHEAD_BYTES * byTrace.size()
        + LOG_BYTES * held
        + ErrorGroups.GROUP_BYTES * errorGroups;
  }

  private void evictOldestSegment() {
    Segment<ErrorGroups> oldest = segments.oldest();
    if (oldest == null) {
      return;
    }
    long count = 0;
    Set<TraceId> traces = new LinkedHashSet<>();
    for (Block block : oldest.blocks) {
      ByteBuffer in = block.view();
      for (int at = 0; at < block.used(); at = Entry.next(in, at)) {
        count++;
        TraceId trace = LogEntry.traceId(in, at);
        if (trace != null) {
          traces.add(trace);
        }
      }
    }
    for (TraceId trace : traces) {
      TraceLogs ofTrace = byTrace.get(trace);
      if (ofTrace != null) {
        ofTrace.logs.removeBlocks(oldest.firstBlock, oldest.endBlock());
        if (ofTrace.logs.size() == 0) {
          byTrace.remove(trace);
        }
      }
    }
    held -= count;
    evicted += count;
    errorGroups -= oldest.attachment.size();
    segments.dropOldest();
  }

  /** Lets segments go whose latest record came before {@code cutoffMillis}. */
  void evictOlderThan(long cutoffMillis, long rollMillis) {
    synchronized (lock) {
      segments.rollIfOlder(rollMillis);
      Segment<ErrorGroups> oldest = segments.oldest();
      while (oldest != null
          && oldest.latestArrivalMillis < cutoffMillis
          && !oldest.blocks.isEmpty()) {
        evictOldestSegment();
        oldest = segments.oldest();
      }
    }
  }

  @Override
  public List<StoredLog> ofTrace(TraceId id, int limit) {
    List<StoredLog> found = new ArrayList<>();
    synchronized (lock) {
      TraceLogs ofTrace = byTrace.get(id);
      for (int i = 0; ofTrace != null && i < ofTrace.logs.size(); i++) {
        found.add(log(ofTrace.logs.get(i)));
      }
    }
    found.sort(BY_TIME);
    return found.size() <= limit ? found : List.copyOf(found.subList(0, limit));
  }

  @Override
  public long arrivalsOfTrace(TraceId id) {
    synchronized (lock) {
      @Nullable TraceLogs ofTrace = byTrace.get(id);
      return ofTrace == null ? 0 : ofTrace.arrivals;
    }
  }

  /** A block as far as it was filled when the lock was held, with its segment's origins. */
  private record Filled(
      long number, Block block, int used, long minNanos, long maxNanos, List<Origin> origins) {}

  @Override
  public void visit(
      long fromEpochNanos, long toEpochNanos, boolean latestFirst, LogVisitor visitor) {
    List<Filled> blocks = new ArrayList<>();
    synchronized (lock) {
      for (Segment<ErrorGroups> segment : segments.all()) {
        List<Origin> known = Arrays.asList(segment.origins());
        for (int i = 0; i < segment.blocks.size(); i++) {
          Block block = segment.blocks.get(i);
          if (block.minNanos() < toEpochNanos && block.maxNanos() >= fromEpochNanos) {
            blocks.add(
                new Filled(
                    segment.firstBlock + i,
                    block,
                    block.used(),
                    block.minNanos(),
                    block.maxNanos(),
                    known));
          }
        }
      }
    }
    blocks.sort(
        latestFirst
            ? Comparator.comparingLong(Filled::maxNanos).reversed()
            : Comparator.comparingLong(Filled::minNanos));
    for (Filled filled : blocks) {
      if (visitor.wants(filled.minNanos, filled.maxNanos)
          && !visit(filled, fromEpochNanos, toEpochNanos, visitor)) {
        return;
      }
    }
  }

  private static boolean visit(
      Filled filled, long fromEpochNanos, long toEpochNanos, LogVisitor visitor) {
    ByteBuffer in = filled.block.view();
    for (int at = 0; at < filled.used; at = Entry.next(in, at)) {
      long time = LogEntry.timeNanos(in, at);
      if (time >= fromEpochNanos && time < toEpochNanos) {
        Origin origin = filled.origins.get(Entry.origin(in, at));
        if (!visitor.visit(LogEntry.decode(filled.block, at, origin), Ref.of(filled.number, at))) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public long end() {
    synchronized (lock) {
      return end;
    }
  }

  @Override
  public LogTail tail(long since, int limit) {
    synchronized (lock) {
      List<StoredLog> logs = new ArrayList<>();
      long missed = 0;
      long from = Math.max(since, Segments.START);
      for (Segment<ErrorGroups> segment : segments.from(Ref.block(from))) {
        for (int i = 0; i < segment.blocks.size(); i++) {
          long number = segment.firstBlock + i;
          if (number < Ref.block(from)) {
            continue;
          }
          Block block = segment.blocks.get(i);
          ByteBuffer in = block.view();
          int start = number == Ref.block(from) ? firstFrom(in, block, Ref.offset(from)) : 0;
          for (int at = start; at < block.used(); at = Entry.next(in, at)) {
            logs.add(LogEntry.decode(block, at, segment.origins()[Entry.origin(in, at)]));
          }
        }
        if (logs.size() > 2 * limit) {
          missed += logs.size() - limit;
          logs = new ArrayList<>(logs.subList(logs.size() - limit, logs.size()));
        }
      }
      if (logs.size() > limit) {
        missed += logs.size() - limit;
        logs = logs.subList(logs.size() - limit, logs.size());
      }
      return new LogTail(logs, end, missed);
    }
  }

  /** The first entry that begins at {@code offset} or later. */
  private static int firstFrom(ByteBuffer in, Block block, int offset) {
    int at = 0;
    while (at < offset && at < block.used()) {
      at = Entry.next(in, at);
    }
    return at;
  }

  @Override
  public Errors errors() {
    synchronized (lock) {
      List<ErrorGroups> oldestFirst = new ArrayList<>();
      segments.all().forEach(segment -> oldestFirst.add(segment.attachment));
      return ErrorGroups.merge(oldestFirst, MAX_ERROR_GROUPS);
    }
  }

  @Override
  public List<Origin> origins() {
    synchronized (lock) {
      Set<Origin> all = new LinkedHashSet<>();
      segments
          .all()
          .forEach(
              segment ->
                  all.addAll(Arrays.asList(segment.origins()).subList(0, segment.originCount())));
      return List.copyOf(all);
    }
  }

  @Override
  public StoreFigures figures() {
    synchronized (lock) {
      return new StoreFigures(received, held, evicted, refused, heldBytes(), capBytes);
    }
  }
}
