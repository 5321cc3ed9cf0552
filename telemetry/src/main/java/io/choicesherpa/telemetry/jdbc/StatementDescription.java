package io.choicesherpa.telemetry.jdbc;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of one execution, which is one statement or a batch of them. Immutable.
 *
 * @param text without data
 * @param operation the operation that all have in common, null if there is none
 * @param table the table that all have in common, null if there is none
 * @param summary in a batch, with {@code BATCH} before it
 * @param batchSize 1 if it is no batch
 */
record StatementDescription(
    String text,
    @Nullable String operation,
    @Nullable String table,
    String summary,
    int batchSize) {

  private static final String BATCH = "BATCH";

  static StatementDescription of(SqlDigest digest, int batchSize) {
    return new StatementDescription(
        digest.text(),
        digest.operation(),
        digest.table(),
        batchSize > 1 ? batchOf(digest.summary()) : digest.summary(),
        batchSize);
  }

  static StatementDescription ofSeveral(List<SqlDigest> all) {
    if (all.isEmpty()) {
      return new StatementDescription("", null, null, "", 0);
    }
    SqlDigest first = all.get(0);
    boolean sameSummary = all.stream().allMatch(other -> other.summary().equals(first.summary()));
    return new StatementDescription(
        bounded(all.stream().map(SqlDigest::text).distinct().collect(Collectors.joining("; "))),
        all.stream().allMatch(other -> Objects.equals(other.operation(), first.operation()))
            ? first.operation()
            : null,
        sameSummary ? first.table() : null,
        sameSummary ? batchOf(first.summary()) : BATCH,
        all.size());
  }

  /** The value of {@code db.operation.name}. */
  @Nullable String operationName() {
    if (batchSize <= 1) {
      return operation;
    }
    return operation == null ? BATCH : BATCH + ' ' + operation;
  }

  private static String batchOf(String summary) {
    return summary.isEmpty() ? BATCH : BATCH + ' ' + summary;
  }

  private static String bounded(String text) {
    return text.length() <= SqlText.MAX_CHARS ? text : text.substring(0, SqlText.MAX_CHARS) + '…';
  }
}
