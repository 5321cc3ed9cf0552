package io.choicesherpa.telemetry.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;

/**
 * What HikariCP would make of a pool's URL, driver and properties by itself, when it opens the
 * first connection: settings that come until then still count. Thread-safe.
 */
@NullUnmarked
final class PoolDriver implements DataSource {

  private final HikariDataSource pool;
  private DataSource driver;

  PoolDriver(HikariDataSource pool) {
    this.pool = pool;
  }

  private synchronized DataSource driver() {
    if (driver == null) {
      driver =
          new DriverDataSource(
              pool.getJdbcUrl(),
              pool.getDriverClassName(),
              pool.getDataSourceProperties(),
              pool.getUsername(),
              pool.getPassword());
    }
    return driver;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return driver().getConnection();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return driver().getConnection(username, password);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return driver().getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    driver().setLogWriter(out);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return driver().getLoginTimeout();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    driver().setLoginTimeout(seconds);
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return driver().getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Unwrapping.unwrap(this, driver(), type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return Unwrapping.isWrapperFor(this, driver(), type);
  }

  @Override
  public String toString() {
    return "driver of pool " + pool.getPoolName();
  }
}
