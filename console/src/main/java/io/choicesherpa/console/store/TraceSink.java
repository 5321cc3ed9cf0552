package io.choicesherpa.console.store;

import java.util.List;

/** Takes spans in. Thread-safe; never blocks for long and never throws for what a span holds. */
public interface TraceSink {

  /**
   * Keeps {@code spans}, letting the oldest whole traces go as needed.
   *
   * @return how many were refused because their trace already fills its share of the store
   */
  int accept(List<StoredSpan> spans);
}
