package io.choicesherpa.console.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A trace inside the store, growing. Guarded by the store's lock. */
final class HeldTrace {

  /** Itself, its index entries and its latest snapshot. */
  static final int OVERHEAD_BYTES = 1000;

  final TraceId id;

  /** Order of arrival among traces, and so of eviction. */
  final long sequence;

  final boolean partlyEvicted;
  final List<StoredSpan> spans = new ArrayList<>();

  long bytes = OVERHEAD_BYTES;
  long version;
  long lastArrivalMillis;
  private @Nullable TraceSnapshot snapshot;

  HeldTrace(TraceId id, long sequence, boolean partlyEvicted) {
    this.id = id;
    this.sequence = sequence;
    this.partlyEvicted = partlyEvicted;
  }

  void add(StoredSpan span) {
    spans.add(span);
    bytes += span.heldBytes();
    snapshot = null;
  }

  TraceSnapshot snapshot() {
    TraceSnapshot current = snapshot;
    if (current == null || current.version() != version) {
      List<StoredSpan> ordered = withoutRepeats();
      current =
          new TraceSnapshot(
              id, ordered, version, lastArrivalMillis, partlyEvicted, TraceSummary.of(ordered));
      snapshot = current;
    }
    return current;
  }

  /** A sender that got no answer sends its batch again: the same span, byte for byte. */
  private List<StoredSpan> withoutRepeats() {
    record Content(long spanId, int hash) {}
    Set<Content> seen = new HashSet<>();
    List<StoredSpan> unique = new ArrayList<>(spans.size());
    for (StoredSpan span : spans) {
      if (seen.add(new Content(span.spanId(), Arrays.hashCode(span.encoded())))) {
        unique.add(span);
      }
    }
    unique.sort(
        Comparator.comparingLong(StoredSpan::startEpochNanos)
            .thenComparing(Comparator.comparingLong(StoredSpan::endEpochNanos).reversed()));
    return List.copyOf(unique);
  }
}
