package io.choicesherpa.promql.script;

import io.choicesherpa.promql.QueryResult;
import io.choicesherpa.promql.source.SeriesSource;

/** What scripts are run against. Failures of a query are thrown, with a message for people. */
public interface ScriptEngine {

  /** The answer at one time, in milliseconds since 1970. */
  QueryResult instant(SeriesSource source, String query, long timeMillis);

  /**
   * The answers over a range, as a matrix.
   *
   * @param startMillis the first time, since 1970
   * @param endMillis inclusive
   * @param stepMillis more than 0
   */
  QueryResult range(
      SeriesSource source, String query, long startMillis, long endMillis, long stepMillis);
}
