package io.choicesherpa.console.store;

import java.util.List;

/** Takes log records in. Thread-safe; never throws for what a record holds. */
public interface LogSink {

  /**
   * Keeps {@code logs}, letting the oldest records go as needed.
   *
   * @return how many were refused because each alone is larger than the store
   */
  int accept(List<StoredLog> logs);
}
