package io.choicesherpa.console.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Traces in memory up to a number of bytes.
 *
 * <pre>
 *  byId      trace id ──► HeldTrace {spans, bytes}
 *  byArrival sequence ──► HeldTrace      oldest first: the order of eviction
 *  byChange  version  ──► HeldTrace      latest last: what live pages ask for
 *  services  name     ──► its traces by sequence, its span names with counts
 * </pre>
 *
 * One lock guards all of it. What is slow (decoding, matching of tags, JSON) works on immutable
 * snapshots outside of the lock.
 */
final class MemoryTraceStore implements TraceSink, TraceSource {

  /** One trace may fill at most this part of the store, lest it drive out all others. */
  private static final int SHARE_OF_ONE_TRACE = 4;

  private final Object lock = new Object();
  private final long capBytes;
  private final Clock clock;
  private final Map<TraceId, HeldTrace> byId = new HashMap<>();
  private final NavigableMap<Long, HeldTrace> byArrival = new TreeMap<>();
  private final NavigableMap<Long, HeldTrace> byChange = new TreeMap<>();
  private final ServiceIndex services = new ServiceIndex();
  private final OriginPool origins = new OriginPool();
  private final EvictedIds evictedIds = new EvictedIds();
  private long sequence;
  private long version;
  private long traceBytes;
  private long received;
  private long held;
  private long evicted;
  private long evictedTraces;
  private long refused;

  MemoryTraceStore(long capBytes, Clock clock) {
    if (capBytes <= 0) {
      throw new IllegalArgumentException("capBytes <= 0: " + capBytes);
    }
    this.capBytes = capBytes;
    this.clock = clock;
  }

  @Override
  public int accept(List<StoredSpan> spans) {
    long now = clock.millis();
    synchronized (lock) {
      int refusedNow = 0;
      Set<HeldTrace> touched = new HashSet<>();
      for (StoredSpan span : spans) {
        HeldTrace trace = add(span);
        if (trace == null) {
          refusedNow++;
        } else {
          touched.add(trace);
        }
      }
      for (HeldTrace trace : touched) {
        byChange.remove(trace.version);
        trace.version = ++version;
        trace.lastArrivalMillis = now;
        byChange.put(trace.version, trace);
      }
      received += spans.size();
      refused += refusedNow;
      while (traceBytes + origins.heldBytes() > capBytes) {
        evict(byArrival.firstEntry().getValue());
      }
      return refusedNow;
    }
  }

  private @Nullable HeldTrace add(StoredSpan span) {
    HeldTrace trace = byId.get(span.traceId());
    long before = trace == null ? HeldTrace.OVERHEAD_BYTES : trace.bytes;
    long after = before + span.heldBytes() + span.origin().heldBytes();
    if (after > capBytes / SHARE_OF_ONE_TRACE) {
      return null;
    }
    if (trace == null) {
      trace = new HeldTrace(span.traceId(), ++sequence, evictedIds.contains(span.traceId()));
      byId.put(trace.id, trace);
      byArrival.put(trace.sequence, trace);
      traceBytes += trace.bytes;
    }
    StoredSpan kept = span.from(origins.acquire(span.origin()));
    trace.add(kept);
    traceBytes += kept.heldBytes();
    services.add(trace, kept);
    held++;
    return trace;
  }

  private void evict(HeldTrace trace) {
    byId.remove(trace.id);
    byArrival.remove(trace.sequence);
    byChange.remove(trace.version);
    services.remove(trace);
    trace.spans.forEach(span -> origins.release(span.origin()));
    evictedIds.add(trace.id);
    traceBytes -= trace.bytes;
    held -= trace.spans.size();
    evicted += trace.spans.size();
    evictedTraces++;
  }

  @Override
  public @Nullable TraceSnapshot trace(TraceId id) {
    synchronized (lock) {
      HeldTrace trace = byId.get(id);
      return trace == null ? null : trace.snapshot();
    }
  }

  @Override
  public boolean wasEvicted(TraceId id) {
    synchronized (lock) {
      return evictedIds.contains(id) && !byId.containsKey(id);
    }
  }

  @Override
  public List<TraceSnapshot> find(TraceQuery query) {
    Comparator<TraceSnapshot> byStart =
        Comparator.comparingLong((TraceSnapshot t) -> t.summary().startEpochNanos());
    PriorityQueue<TraceSnapshot> newest = new PriorityQueue<>(byStart);
    for (TraceSnapshot trace : candidates(query.service())) {
      if (query.matches(trace)) {
        newest.add(trace);
        if (newest.size() > query.limit()) {
          newest.poll();
        }
      }
    }
    List<TraceSnapshot> found = new ArrayList<>(newest);
    found.sort(byStart.reversed());
    return found;
  }

  /** Takes the lock anew for each trace: a long search must not hold up those who send. */
  private List<TraceSnapshot> candidates(@Nullable String service) {
    List<HeldTrace> traces;
    synchronized (lock) {
      traces = new ArrayList<>(service == null ? byId.values() : services.traces(service));
    }
    List<TraceSnapshot> snapshots = new ArrayList<>(traces.size());
    for (HeldTrace trace : traces) {
      synchronized (lock) {
        snapshots.add(trace.snapshot());
      }
    }
    return snapshots;
  }

  @Override
  public List<TraceSnapshot> changedSince(long since, int limit) {
    synchronized (lock) {
      NavigableMap<Long, HeldTrace> changed = byChange.tailMap(since, false);
      List<TraceSnapshot> latest = new ArrayList<>();
      for (HeldTrace trace : changed.descendingMap().values()) {
        if (latest.size() == limit) {
          break;
        }
        latest.add(0, trace.snapshot());
      }
      return latest;
    }
  }

  @Override
  public long version() {
    synchronized (lock) {
      return version;
    }
  }

  @Override
  public SortedSet<String> services() {
    synchronized (lock) {
      return services.names();
    }
  }

  @Override
  public SortedSet<String> operations(String service) {
    synchronized (lock) {
      return services.operations(service);
    }
  }

  @Override
  public StoreFigures figures() {
    synchronized (lock) {
      long bytes = traceBytes + origins.heldBytes();
      return new StoreFigures(received, held, evicted, refused, bytes, capBytes);
    }
  }

  @Override
  public TraceCounts traceCounts() {
    synchronized (lock) {
      return new TraceCounts(byId.size(), evictedTraces);
    }
  }
}
