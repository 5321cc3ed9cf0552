package io.choicesherpa.telemetry.jdbc;

import io.choicesherpa.telemetry.metrics.DatabaseMetrics;
import io.choicesherpa.telemetry.metrics.LabelDefinition;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.semconv.DbAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes profiles, and remembers those of the statements seen before: a service has few, and runs
 * them over and over. Statements with their values written into them would be without number, hence
 * the bounds. Thread-safe.
 */
final class StatementProfiles {

  private static final int MAX_STATEMENTS = 1_000;
  private static final int MAX_STATEMENT_CHARS = 4_000;

  private record Known(SqlDigest digest, StatementProfile profile) {}

  private final DatabaseMetrics metrics;
  private final DatabaseTarget target;
  private final Attributes targetAttributes;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  StatementProfiles(DatabaseMetrics metrics, DatabaseTarget target) {
    this.metrics = metrics;
    this.target = target;
    this.targetAttributes = attributesOf(target);
  }

  /** Of one statement by itself. */
  StatementProfile of(String sql) {
    return known(sql).profile();
  }

  /** Of one statement with several sets of parameters. */
  StatementProfile ofBatch(String sql, int batchSize) {
    Known statement = known(sql);
    return batchSize <= 1
        ? statement.profile()
        : profile(StatementDescription.of(statement.digest(), batchSize));
  }

  /** Of several statements. */
  StatementProfile ofBatch(List<String> batch) {
    return batch.size() == 1
        ? of(batch.get(0))
        : profile(
            StatementDescription.ofSeveral(
                batch.stream().map(sql -> known(sql).digest()).toList()));
  }

  private Known known(String sql) {
    Known statement = known.get(sql);
    if (statement == null) {
      SqlDigest digest = SqlDigest.of(sql, target.hasMySqlStrings());
      statement = new Known(digest, profile(StatementDescription.of(digest, 1)));
      if (known.size() < MAX_STATEMENTS && sql.length() <= MAX_STATEMENT_CHARS) {
        known.put(sql, statement);
      }
    }
    return statement;
  }

  private StatementProfile profile(StatementDescription statement) {
    String operation = statement.operation();
    return new StatementProfile(
        statement.summary().isEmpty() ? target.system() : statement.summary(),
        attributesOf(statement),
        metrics.queryDuration(operation == null ? LabelDefinition.OTHER : operation));
  }

  private Attributes attributesOf(StatementDescription statement) {
    AttributesBuilder attributes =
        targetAttributes.toBuilder().put(DbAttributes.DB_QUERY_TEXT, statement.text());
    if (!statement.summary().isEmpty()) {
      attributes.put(DbAttributes.DB_QUERY_SUMMARY, statement.summary());
    }
    if (statement.operationName() != null) {
      attributes.put(DbAttributes.DB_OPERATION_NAME, statement.operationName());
    }
    if (statement.table() != null) {
      attributes.put(DbAttributes.DB_COLLECTION_NAME, statement.table());
    }
    if (statement.batchSize() > 1) {
      attributes.put(DbAttributes.DB_OPERATION_BATCH_SIZE, (long) statement.batchSize());
    }
    return attributes.build();
  }

  private static Attributes attributesOf(DatabaseTarget target) {
    AttributesBuilder attributes =
        Attributes.builder().put(DbAttributes.DB_SYSTEM_NAME, target.system());
    if (target.namespace() != null) {
      attributes.put(DbAttributes.DB_NAMESPACE, target.namespace());
    }
    if (target.serverAddress() != null) {
      attributes.put(ServerAttributes.SERVER_ADDRESS, target.serverAddress());
    }
    if (target.serverPort() > 0) {
      attributes.put(ServerAttributes.SERVER_PORT, (long) target.serverPort());
    }
    return attributes.build();
  }
}
