package io.choicesherpa.console.store;

import java.util.List;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers questions about kept traces. Thread-safe. */
public interface TraceSource {

  /** The trace as it is now; null when it is not kept (any more). */
  @Nullable TraceSnapshot trace(TraceId id);

  /**
   * Whether the trace was kept once and has been let go. Only the latest thousands are remembered.
   */
  boolean wasEvicted(TraceId id);

  /** The newest traces by start time that match, newest first. */
  default List<TraceSnapshot> find(TraceQuery query) {
    return find(query, trace -> true);
  }

  /** Likewise, of those for which {@code also} holds too; it is asked last and newest first. */
  List<TraceSnapshot> find(TraceQuery query, Predicate<TraceSnapshot> also);

  /**
   * Traces changed after {@code version}, in order of change; at most {@code limit}, the latest.
   */
  List<TraceSnapshot> changedSince(long version, int limit);

  /** Grows with every change; 0 before the first. */
  long version();

  /** Names of services with kept spans. */
  SortedSet<String> services();

  /** Span names of {@code service}; empty when it is not known. */
  SortedSet<String> operations(String service);

  /** Figures in spans. */
  StoreFigures figures();

  /** How many traces are held now, and how many have been let go. */
  TraceCounts traceCounts();

  /**
   * Figures in traces.
   *
   * @param held held now
   * @param evicted let go since start
   */
  record TraceCounts(long held, long evicted) {}
}
