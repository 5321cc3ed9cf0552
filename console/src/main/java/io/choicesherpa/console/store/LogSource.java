package io.choicesherpa.console.store;

import java.util.List;

/** Answers questions about kept log records. Thread-safe. */
public interface LogSource {

  /** The records of a trace by time; at most {@code limit}, the earliest. */
  List<StoredLog> ofTrace(TraceId id, int limit);

  /** How many records of the trace have come in while it was held; changes when one comes. */
  long arrivalsOfTrace(TraceId id);

  /**
   * The latest records between two times, by time.
   *
   * @param fromEpochNanos inclusive
   * @param toEpochNanos exclusive
   */
  List<StoredLog> between(long fromEpochNanos, long toEpochNanos, int limit);

  /** Figures in records. */
  StoreFigures figures();
}
