package io.choicesherpa.telemetry.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import io.choicesherpa.telemetry.metrics.DatabaseMetrics;
import java.sql.SQLException;
import java.util.function.DoubleSupplier;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Figures and opened connections of HikariCP pools, where HikariCP is on the class path. */
final class HikariPools {

  static final boolean AVAILABLE = isPresent();

  private static final Logger LOG = LoggerFactory.getLogger(HikariPools.class);

  private HikariPools() {}

  private static boolean isPresent() {
    try {
      Class.forName(
          "com.zaxxer.hikari.HikariDataSource", false, JdbcTelemetry.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Whether the pool takes watched connections from below, where it has opened none yet and opens
   * them by a URL or a data source.
   */
  static boolean watchBelow(DataSource dataSource, StatementWatch watch) {
    if (!(dataSource instanceof HikariDataSource pool)
        || pool.getHikariPoolMXBean() != null
        || pool.isClosed()) {
      return false;
    }
    DataSource below = pool.getDataSource();
    boolean byUrl =
        pool.getJdbcUrl() != null
            && pool.getDataSourceClassName() == null
            && pool.getDataSourceJNDI() == null;
    if (below == null && !byUrl) {
      return false;
    }
    pool.setDataSource(new WatchedDataSource(below == null ? new PoolDriver(pool) : below, watch));
    return true;
  }

  static boolean isWatchedBelow(DataSource dataSource) {
    return dataSource instanceof HikariDataSource pool
        && pool.getDataSource() instanceof WatchedDataSource;
  }

  static void measure(DataSource dataSource, DatabaseMetrics metrics) {
    HikariDataSource pool = unwrap(dataSource);
    if (pool == null) {
      return;
    }
    if (pool.getMetricsTrackerFactory() != null || pool.getMetricRegistry() != null) {
      LOG.atInfo()
          .addKeyValue("pool", pool.getPoolName())
          .log("The pool reports to another tracker already; its connections are not measured");
      return;
    }
    pool.setMetricsTrackerFactory(new Tracker.Factory(metrics));
    metrics.addPool(
        new DatabaseMetrics.Pool(
            figure(pool, HikariPoolMXBean::getTotalConnections),
            figure(pool, HikariPoolMXBean::getActiveConnections),
            figure(pool, HikariPoolMXBean::getThreadsAwaitingConnection),
            pool::getMaximumPoolSize));
  }

  /** Not from the statistics that trackers get, which may be a second old. */
  private static DoubleSupplier figure(
      HikariDataSource pool, ToIntFunction<HikariPoolMXBean> figure) {
    return () -> {
      HikariPoolMXBean started = pool.getHikariPoolMXBean();
      return started == null ? 0 : figure.applyAsInt(started);
    };
  }

  private static @Nullable HikariDataSource unwrap(DataSource dataSource) {
    if (dataSource instanceof HikariDataSource pool) {
      return pool;
    }
    try {
      return dataSource.isWrapperFor(HikariDataSource.class)
          ? dataSource.unwrap(HikariDataSource.class)
          : null;
    } catch (SQLException e) {
      LOG.atDebug().setCause(e).log("A data source does not tell whether it is a pool");
      return null;
    }
  }

  private record Tracker(DatabaseMetrics metrics) implements IMetricsTracker {

    @Override
    public void recordConnectionCreatedMillis(long connectionCreatedMillis) {
      metrics.connectionsOpened().inc();
    }

    private record Factory(DatabaseMetrics metrics) implements MetricsTrackerFactory {
      @Override
      public IMetricsTracker create(String poolName, PoolStats poolStats) {
        // The pool opens its first connection before it asks for a tracker.
        metrics.connectionsOpened().inc(poolStats.getTotalConnections());
        return new Tracker(metrics);
      }
    }
  }
}
