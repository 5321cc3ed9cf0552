package io.choicesherpa.console.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One trace at one moment. Immutable and thread-safe. */
public final class TraceSnapshot {

  private final TraceId id;
  private final TraceSpans stored;
  private final long version;
  private final long lastArrivalMillis;
  private final boolean partlyEvicted;
  private final TraceSummary summary;
  private volatile @Nullable List<StoredSpan> spans;

  TraceSnapshot(HeldTrace trace, TraceSpans stored, TraceSummary summary) {
    this.id = trace.id;
    this.stored = stored;
    this.version = trace.version;
    this.lastArrivalMillis = trace.lastArrivalMillis;
    this.partlyEvicted = trace.partlyEvicted;
    this.summary = summary;
  }

  /** The trace. */
  public TraceId id() {
    return id;
  }

  /** By start time, each span once; never empty. Read from the store when first asked for. */
  public List<StoredSpan> spans() {
    List<StoredSpan> known = spans;
    if (known == null) {
      known = stored.orderedWithoutRepeats();
      spans = known;
    }
    return known;
  }

  /** The version of the store when the trace last changed. */
  public long version() {
    return version;
  }

  /** Epoch milliseconds when its last span came. */
  public long lastArrivalMillis() {
    return lastArrivalMillis;
  }

  /** Whether earlier spans of it had to be let go. */
  public boolean partlyEvicted() {
    return partlyEvicted;
  }

  /** What a list shows of it. */
  public TraceSummary summary() {
    return summary;
  }
}
