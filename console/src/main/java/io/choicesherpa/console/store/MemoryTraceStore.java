package io.choicesherpa.console.store;

import io.choicesherpa.console.journal.Journal;
import io.choicesherpa.console.journal.JournalRecord;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Traces in memory up to a number of bytes, with a journal beside it or without.
 *
 * <pre>
 *  segments              the spans themselves, oldest first: the order of eviction
 *  byId      trace id ──► HeldTrace {where its spans stand, summary}
 *  byChange  version  ──► HeldTrace      latest last: what live pages ask for
 *  services  name     ──► its traces by sequence, its span names with counts
 * </pre>
 *
 * A full store lets its oldest segment go, and with it every trace that has a span in it, whole:
 * spans of these that came later stay unreachable in their segments until those go too. One lock
 * guards all of it. What is slow (decoding, matching of tags, JSON) works on immutable snapshots
 * outside of the lock.
 */
final class MemoryTraceStore implements TraceSink, TraceSource {

  /** One trace may fill at most this part of the store, lest it drive out all others. */
  private static final int SHARE_OF_ONE_TRACE = 4;

  private static final int TRACES_AT_ONCE = 64;

  private final Object lock = new Object();
  private final long capBytes;
  private final Clock clock;
  private final OriginPool origins = new OriginPool();
  private final Segments<TraceSegment> segments;
  private final Map<TraceId, HeldTrace> byId = new HashMap<>();
  private final NavigableMap<Long, HeldTrace> byChange = new TreeMap<>();
  private final ServiceIndex services = new ServiceIndex();
  private final EvictedIds evictedIds = new EvictedIds();
  private long version;
  private long received;
  private long held;
  private long evicted;
  private long evictedTraces;
  private long refused;

  MemoryTraceStore(long capBytes, Clock clock, @Nullable Journal journal) {
    if (capBytes <= 0) {
      throw new IllegalArgumentException("capBytes <= 0: " + capBytes);
    }
    this.capBytes = capBytes;
    this.clock = clock;
    this.segments = new Segments<>(capBytes, journal, origins, TraceSegment::new);
  }

  @Override
  public int accept(List<StoredSpan> spans) {
    long now = clock.millis();
    synchronized (lock) {
      int refusedNow = 0;
      Set<HeldTrace> touched = new HashSet<>();
      segments.begin(now);
      for (StoredSpan span : spans) {
        HeldTrace trace = add(span, now);
        if (trace == null) {
          refusedNow++;
        } else {
          touched.add(trace);
        }
      }
      segments.end();
      touched.forEach(this::changed);
      received += spans.size();
      refused += refusedNow;
      makeRoom();
      return refusedNow;
    }
  }

  private @Nullable HeldTrace add(StoredSpan span, long now) {
    HeldTrace known = byId.get(span.traceId());
    ByteBuffer entry = SpanEntry.encode(span);
    long before = known == null ? HeldTrace.OVERHEAD_BYTES : known.entryBytes;
    long after = before + entry.remaining() + span.origin().heldBytes();
    if (after > capBytes / SHARE_OF_ONE_TRACE) {
      return null;
    }
    int length = entry.remaining();
    long ref = segments.append(entry, span.origin(), span.startEpochNanos());
    return hold(known, span.traceId(), ref, length, span.origin(), span.name(), now);
  }

  private HeldTrace hold(
      @Nullable HeldTrace known,
      TraceId id,
      long ref,
      int length,
      Origin origin,
      String name,
      long arrivalMillis) {
    HeldTrace trace = known;
    if (trace == null) {
      Segment<TraceSegment> segment = segments.segment(ref);
      trace = new HeldTrace(id, ref, evictedIds.contains(id), segment);
      segment.attachment.traces.add(trace);
      byId.put(id, trace);
    }
    trace.add(ref, length, arrivalMillis);
    services.add(trace, origin.service(), name);
    held++;
    return trace;
  }

  private void changed(HeldTrace trace) {
    byChange.remove(trace.version);
    trace.version = ++version;
    byChange.put(trace.version, trace);
  }

  /** Takes back what a journal's record holds. */
  void recover(JournalRecord journaled) {
    synchronized (lock) {
      Set<HeldTrace> touched = new HashSet<>();
      segments.recover(
          journaled.segment(),
          journaled.payload(),
          (kind, ref, origin, arrivalMillis) -> {
            if (kind == Entry.SPAN) {
              touched.add(recover(ref, origin, arrivalMillis));
            }
          });
      touched.forEach(this::changed);
      makeRoom();
    }
  }

  private HeldTrace recover(long ref, Origin origin, long arrivalMillis) {
    Segment<TraceSegment> segment = segments.segment(ref);
    ByteBuffer in = segments.block(segment, ref).view();
    int at = Ref.offset(ref);
    TraceId id = SpanEntry.traceId(in, at);
    HeldTrace known = byId.get(id);
    if (known != null && known.segment.firstBlock > segment.firstBlock) {
      known.segment.attachment.traces.remove(known);
      known.segment = segment;
      segment.attachment.traces.add(known);
    }
    received++;
    String name = SpanEntry.name(in, at);
    return hold(known, id, ref, Entry.next(in, at) - at, origin, name, arrivalMillis);
  }

  private void makeRoom() {
    while (heldBytes() > capBytes && !byId.isEmpty()) {
      evictOldestSegment();
    }
  }

  private long heldBytes() {
    return segments.heldBytes()
        + origins.heldBytes()
        + (long) HeldTrace.OVERHEAD_BYTES * byId.size()
        + HeldTrace.SPAN_BYTES * held;
  }

  private void evictOldestSegment() {
    Segment<TraceSegment> oldest = segments.oldest();
    if (oldest != null) {
      oldest.attachment.traces.forEach(this::evict);
      segments.dropOldest();
    }
  }

  private void evict(HeldTrace trace) {
    byId.remove(trace.id);
    byChange.remove(trace.version);
    for (int i = 0; i < trace.spans.size(); i++) {
      long ref = trace.spans.get(i);
      Segment<TraceSegment> segment = segments.segment(ref);
      ByteBuffer in = segments.block(segment, ref).view();
      int at = Ref.offset(ref);
      Origin origin = segment.origins()[Entry.origin(in, at)];
      services.remove(trace, origin.service(), SpanEntry.name(in, at));
    }
    evictedIds.add(trace.id);
    held -= trace.spans.size();
    evicted += trace.spans.size();
    evictedTraces++;
  }

  /** Lets segments go whose latest span came before {@code cutoffMillis}. */
  void evictOlderThan(long cutoffMillis, long rollMillis) {
    synchronized (lock) {
      segments.rollIfOlder(rollMillis);
      Segment<TraceSegment> oldest = segments.oldest();
      while (oldest != null
          && oldest.latestArrivalMillis < cutoffMillis
          && !oldest.blocks.isEmpty()) {
        evictOldestSegment();
        oldest = segments.oldest();
      }
    }
  }

  @Override
  public @Nullable TraceSnapshot trace(TraceId id) {
    synchronized (lock) {
      HeldTrace trace = byId.get(id);
      return trace == null ? null : snapshot(trace);
    }
  }

  private TraceSnapshot snapshot(HeldTrace trace) {
    TraceSpans spans = spans(trace);
    return new TraceSnapshot(trace, spans, summary(trace, spans));
  }

  private TraceSpans spans(HeldTrace trace) {
    TraceSpans spans = new TraceSpans(trace.spans.size());
    for (int i = 0; i < spans.size(); i++) {
      long ref = trace.spans.get(i);
      Segment<TraceSegment> segment = segments.segment(ref);
      Block block = segments.block(segment, ref);
      int at = Ref.offset(ref);
      spans.set(i, block, at, segment.origins()[Entry.origin(block.view(), at)]);
    }
    return spans;
  }

  private static TraceSummary summary(HeldTrace trace, TraceSpans spans) {
    TraceSummary summary = trace.summary;
    if (summary == null) {
      summary = TraceSummary.of(spans.orderedWithoutRepeats());
      trace.summary = summary;
    }
    return summary;
  }

  @Override
  public boolean wasEvicted(TraceId id) {
    synchronized (lock) {
      return evictedIds.contains(id) && !byId.containsKey(id);
    }
  }

  @Override
  public List<TraceSnapshot> find(TraceQuery query, Predicate<TraceSnapshot> also) {
    List<Candidate> newestFirst = candidates(query);
    newestFirst.sort(
        Comparator.comparingLong((Candidate c) -> c.summary.startEpochNanos()).reversed());
    List<TraceSnapshot> found = new ArrayList<>();
    for (Candidate candidate : newestFirst) {
      TraceSnapshot trace = trace(candidate.trace.id);
      if (trace != null && query.matches(trace) && also.test(trace)) {
        found.add(trace);
        if (found.size() == query.limit()) {
          break;
        }
      }
    }
    return found;
  }

  private record Candidate(HeldTrace trace, TraceSummary summary) {}

  /** Takes the lock anew for every few traces: a long search must not hold up those who send. */
  private List<Candidate> candidates(TraceQuery query) {
    String service = query.service();
    List<HeldTrace> traces;
    synchronized (lock) {
      traces = new ArrayList<>(service == null ? byId.values() : services.traces(service));
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int from = 0; from < traces.size(); from += TRACES_AT_ONCE) {
      int to = Math.min(traces.size(), from + TRACES_AT_ONCE);
      synchronized (lock) {
        for (HeldTrace trace : traces.subList(from, to)) {
          // One that was let go meanwhile has no spans to sum up any more.
          if (byId.get(trace.id) == trace) {
            TraceSummary known = trace.summary;
            TraceSummary summary = known == null ? summary(trace, spans(trace)) : known;
            if (TraceMatcher.matches(query, summary)) {
              candidates.add(new Candidate(trace, summary));
            }
          }
        }
      }
    }
    return candidates;
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
        latest.add(0, snapshot(trace));
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
      return new StoreFigures(received, held, evicted, refused, heldBytes(), capBytes);
    }
  }

  @Override
  public TraceCounts traceCounts() {
    synchronized (lock) {
      return new TraceCounts(byId.size(), evictedTraces);
    }
  }
}
