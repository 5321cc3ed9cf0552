package io.choicesherpa.console.store;

/** Sees log records one after the other. */
public interface LogVisitor {

  /**
   * Whether any record of these times is of interest; asked before many are read at once.
   *
   * @param minNanos earliest, inclusive
   * @param maxNanos latest, inclusive
   */
  default boolean wants(long minNanos, long maxNanos) {
    return true;
  }

  /**
   * One record.
   *
   * @param place in the order of arrival; what earlier processes took in has lower ones
   * @return false to see no more
   */
  boolean visit(StoredLog log, long place);
}
