package io.choicesherpa.telemetry.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;

/** A data source whose connections are watched. As thread-safe as the data source behind it. */
@NullUnmarked
final class WatchedDataSource implements DataSource {

  private final DataSource delegate;
  private final StatementWatch watch;

  WatchedDataSource(DataSource delegate, StatementWatch watch) {
    this.delegate = delegate;
    this.watch = watch;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return watched(delegate.getConnection());
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return watched(delegate.getConnection(username, password));
  }

  /** One that another watched data source gave is watched once, not twice. */
  private Connection watched(Connection connection) throws SQLException {
    return connection instanceof WatchedConnection || isWatchedBelow(connection)
        ? connection
        : new WatchedConnection(connection, watch);
  }

  /** Not asked of a proxy, which as a rule is one because it puts the real connection off. */
  private static boolean isWatchedBelow(Connection connection) throws SQLException {
    return !Proxy.isProxyClass(connection.getClass())
        && connection.isWrapperFor(WatchedConnection.class);
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    return delegate.createConnectionBuilder();
  }

  @Override
  public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
    return delegate.createShardingKeyBuilder();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return delegate.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    delegate.setLogWriter(out);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return delegate.getLoginTimeout();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    delegate.setLoginTimeout(seconds);
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return delegate.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Unwrapping.unwrap(this, delegate, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return Unwrapping.isWrapperFor(this, delegate, type);
  }

  @Override
  public String toString() {
    return "watched " + delegate;
  }
}
