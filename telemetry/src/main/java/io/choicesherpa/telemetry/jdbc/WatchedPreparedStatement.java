package io.choicesherpa.telemetry.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;

/** A prepared statement whose executions are watched. As thread-safe as what is behind it. */
@NullUnmarked
final class WatchedPreparedStatement extends ForwardingPreparedStatement {

  private final String sql;
  private int batchSize;

  WatchedPreparedStatement(
      PreparedStatement delegate, WatchedConnection connection, StatementWatch watch, String sql) {
    super(delegate, connection, watch);
    this.sql = sql;
  }

  @Override
  public boolean execute() throws SQLException {
    return watch.call(sql, delegate, PreparedStatement::execute);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return watch.call(sql, delegate, PreparedStatement::executeQuery);
  }

  @Override
  public int executeUpdate() throws SQLException {
    return watch.call(sql, delegate, PreparedStatement::executeUpdate);
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return watch.call(sql, delegate, PreparedStatement::executeLargeUpdate);
  }

  @Override
  public void addBatch() throws SQLException {
    delegate.addBatch();
    batchSize++;
  }

  @Override
  public void clearBatch() throws SQLException {
    super.clearBatch();
    batchSize = 0;
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return watch.callBatch(sql, takeBatchSize(), delegate, PreparedStatement::executeBatch);
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    return watch.callBatch(sql, takeBatchSize(), delegate, PreparedStatement::executeLargeBatch);
  }

  private int takeBatchSize() {
    int taken = batchSize;
    batchSize = 0;
    return taken;
  }
}
