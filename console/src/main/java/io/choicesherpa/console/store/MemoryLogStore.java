package io.choicesherpa.console.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Log records in memory up to a number of bytes, oldest arrival first to go. A trace's records are
 * in its own queue in the same order, so the oldest of all is also the oldest of its trace.
 */
final class MemoryLogStore implements LogSink, LogSource {

  private static final Comparator<StoredLog> BY_TIME =
      Comparator.comparingLong(StoredLog::timeEpochNanos);
  private static final int TRACE_OVERHEAD_BYTES = 200;

  private static final class TraceLogs {
    final Deque<StoredLog> logs = new ArrayDeque<>(4);
    long arrivals;
  }

  private final Object lock = new Object();
  private final long capBytes;
  private final Deque<StoredLog> byArrival = new ArrayDeque<>();
  private final Map<TraceId, TraceLogs> byTrace = new HashMap<>();
  private final OriginPool origins = new OriginPool();
  private long logBytes;
  private long received;
  private long evicted;
  private long refused;

  MemoryLogStore(long capBytes) {
    if (capBytes <= 0) {
      throw new IllegalArgumentException("capBytes <= 0: " + capBytes);
    }
    this.capBytes = capBytes;
  }

  @Override
  public int accept(List<StoredLog> logs) {
    synchronized (lock) {
      int refusedNow = 0;
      for (StoredLog log : logs) {
        if (log.heldBytes() + log.origin().heldBytes() + TRACE_OVERHEAD_BYTES > capBytes) {
          refusedNow++;
        } else {
          add(log);
        }
      }
      received += logs.size();
      refused += refusedNow;
      while (heldBytes() > capBytes) {
        evictOldest();
      }
      return refusedNow;
    }
  }

  private void add(StoredLog log) {
    StoredLog kept = log.from(origins.acquire(log.origin()));
    byArrival.add(kept);
    logBytes += kept.heldBytes();
    TraceId trace = kept.traceId();
    if (trace != null) {
      TraceLogs ofTrace = byTrace.computeIfAbsent(trace, id -> new TraceLogs());
      ofTrace.logs.add(kept);
      ofTrace.arrivals++;
    }
  }

  private void evictOldest() {
    StoredLog oldest = byArrival.remove();
    logBytes -= oldest.heldBytes();
    origins.release(oldest.origin());
    evicted++;
    TraceId trace = oldest.traceId();
    TraceLogs ofTrace = trace == null ? null : byTrace.get(trace);
    if (ofTrace != null) {
      ofTrace.logs.remove();
      if (ofTrace.logs.isEmpty()) {
        byTrace.remove(trace);
      }
    }
  }

  private long heldBytes() {
    return logBytes + origins.heldBytes() + (long) TRACE_OVERHEAD_BYTES * byTrace.size();
  }

  @Override
  public List<StoredLog> ofTrace(TraceId id, int limit) {
    List<StoredLog> found;
    synchronized (lock) {
      TraceLogs ofTrace = byTrace.get(id);
      found = ofTrace == null ? new ArrayList<>() : new ArrayList<>(ofTrace.logs);
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

  @Override
  public List<StoredLog> between(long fromEpochNanos, long toEpochNanos, int limit) {
    List<StoredLog> found = new ArrayList<>();
    synchronized (lock) {
      Iterator<StoredLog> latestFirst = byArrival.descendingIterator();
      while (latestFirst.hasNext() && found.size() < limit) {
        StoredLog log = latestFirst.next();
        if (log.timeEpochNanos() >= fromEpochNanos && log.timeEpochNanos() < toEpochNanos) {
          found.add(log);
        }
      }
    }
    found.sort(BY_TIME);
    return found;
  }

  @Override
  public StoreFigures figures() {
    synchronized (lock) {
      return new StoreFigures(received, byArrival.size(), evicted, refused, heldBytes(), capBytes);
    }
  }
}
