package io.choicesherpa.telemetry.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * What may be told of a statement. Immutable.
 *
 * @param text the statement without data
 * @param operation its main operation, null if not known
 * @param table the one table that it touches, null if there are several or it is not certain
 * @param summary operations and tables; empty if not known
 */
record SqlDigest(String text, @Nullable String operation, @Nullable String table, String summary) {

  static SqlDigest of(String sql, boolean mySqlStrings) {
    SqlTokenizer token = new SqlTokenizer(sql, mySqlStrings);
    SqlText text = new SqlText();
    SqlSummary summary = new SqlSummary();
    while (token.next() != SqlTokenType.END && text.add(token)) {
      summary.add(token);
    }
    return new SqlDigest(
        text.toString(), summary.operation(), summary.onlyTable(), summary.toString());
  }
}
