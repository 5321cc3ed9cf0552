package io.choicesherpa.console.store;

import java.util.List;

/** Answers questions about kept log records. Thread-safe. */
public interface LogSource {

  /** The records of a trace by time; at most {@code limit}, the earliest. */
  List<StoredLog> ofTrace(TraceId id, int limit);

  /** How many records of the trace have come in while it was held; changes when one comes. */
  long arrivalsOfTrace(TraceId id);

  /**
   * Shows the records between two times to {@code visitor}, block by block. Blocks come by their
   * latest time, or by their earliest when {@code latestFirst} is false; inside a block records
   * come as they arrived.
   *
   * @param fromEpochNanos inclusive
   * @param toEpochNanos exclusive
   */
  void visit(long fromEpochNanos, long toEpochNanos, boolean latestFirst, LogVisitor visitor);

  /** Where the next record will be: the start of a {@link #tail}. */
  long end();

  /**
   * Records that came at or after {@code since}, an earlier {@link #end} or {@link LogTail#next}.
   *
   * @param limit how many at most, the latest; the others are counted as missed
   */
  LogTail tail(long since, int limit);

  /** Errors by kind, the latest seen first. */
  Errors errors();

  /** Senders and loggers of the records that are held. */
  List<Origin> origins();

  /** Figures in records. */
  StoreFigures figures();

  /**
   * Errors by kind.
   *
   * @param groups the latest seen first
   * @param ungrouped errors past the number of kinds that are kept apart
   */
  record Errors(List<ErrorGroup> groups, long ungrouped) {

    /** Copies the groups. */
    public Errors {
      groups = List.copyOf(groups);
    }
  }
}
