package io.choicesherpa.console.store;

import java.util.List;

/**
 * What came in lately.
 *
 * @param logs in the order in which they came
 * @param next where to go on from
 * @param missed how many more came than were asked for, or were let go before
 */
public record LogTail(List<StoredLog> logs, long next, long missed) {

  /** Copies the records. */
  public LogTail {
    logs = List.copyOf(logs);
  }
}
