package io.choicesherpa.telemetry.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Digests of the statements seen before: a service has few, and runs them over and over. Statements
 * with their values written into them would be without number, hence the bounds. Thread-safe.
 */
final class SqlDigests {

  private static final int MAX_STATEMENTS = 1_000;
  private static final int MAX_STATEMENT_CHARS = 4_000;

  private final boolean mySqlStrings;
  private final Map<String, SqlDigest> known = new ConcurrentHashMap<>();

  SqlDigests(boolean mySqlStrings) {
    this.mySqlStrings = mySqlStrings;
  }

  SqlDigest of(String sql) {
    SqlDigest digest = known.get(sql);
    if (digest == null) {
      digest = SqlDigest.of(sql, mySqlStrings);
      if (known.size() < MAX_STATEMENTS && sql.length() <= MAX_STATEMENT_CHARS) {
        known.put(sql, digest);
      }
    }
    return digest;
  }
}
