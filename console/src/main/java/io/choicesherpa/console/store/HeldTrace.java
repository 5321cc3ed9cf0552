package io.choicesherpa.console.store;

import org.jspecify.annotations.Nullable;

/** A trace inside the store, growing. Guarded by the store's lock. */
final class HeldTrace {

  /** Itself, its index entries and its summary. */
  static final int OVERHEAD_BYTES = 900;

  /** A span's places in the indexes. */
  static final int SPAN_BYTES = 16;

  final TraceId id;

  /** Order among traces. */
  final long sequence;

  final boolean partlyEvicted;
  final Refs spans = new Refs();

  /** The oldest segment with a span of it, with which it goes. */
  Segment<TraceSegment> segment;

  /** Of its spans' entries. */
  long entryBytes;

  long version;
  long lastArrivalMillis;
  @Nullable TraceSummary summary;

  HeldTrace(TraceId id, long sequence, boolean partlyEvicted, Segment<TraceSegment> segment) {
    this.id = id;
    this.sequence = sequence;
    this.partlyEvicted = partlyEvicted;
    this.segment = segment;
  }

  void add(long ref, int length, long arrivalMillis) {
    spans.add(ref);
    entryBytes += length;
    lastArrivalMillis = Math.max(lastArrivalMillis, arrivalMillis);
    summary = null;
  }
}
