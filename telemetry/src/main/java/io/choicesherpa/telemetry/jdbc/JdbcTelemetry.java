package io.choicesherpa.telemetry.jdbc;

import io.choicesherpa.telemetry.metrics.DatabaseMetrics;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Watches the statements of a data source: each one's duration, and, inside a trace, a CLIENT span
 * named after what it does ({@code SELECT sessions}). Values never reach a span: neither
 * parameters, nor literals, nor the messages of exceptions, which quote them.
 *
 * <p>A statement outside any trace, such as a pool's validation or a migration, makes no span.
 *
 * <p>Connections and statements are wrapped, result sets are not: what a result set's {@code
 * getStatement()} executes anew is not seen. All of them unwrap to the driver's own.
 *
 * <p>Thread-safe. Source of the attributes: OpenTelemetry semantic conventions for SQL client
 * spans.
 */
public final class JdbcTelemetry {

  private final Tracer tracer;
  private final DatabaseMetrics metrics;
  private final LongSupplier nanoTime;

  /**
   * @param nanoTime measures durations, as {@link System#nanoTime()} does
   */
  public JdbcTelemetry(
      OpenTelemetry openTelemetry, DatabaseMetrics metrics, LongSupplier nanoTime) {
    this.tracer = openTelemetry.getTracer("io.choicesherpa.telemetry.jdbc");
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  /**
   * The same data source, watched. If it is a HikariCP pool, its size and the connections it opens
   * are measured too.
   *
   * @return a data source that unwraps to the given one
   */
  public DataSource instrument(DataSource dataSource, DatabaseTarget target) {
    if (HikariPools.AVAILABLE) {
      HikariPools.measure(dataSource, metrics);
    }
    return new WatchedDataSource(dataSource, watch(target));
  }

  /**
   * Watches a data source without another in its place, so that it keeps its class: a HikariCP pool
   * that has opened no connection yet, which then gets watched ones from its driver. Its size and
   * the connections it opens are measured too.
   *
   * @return false if it is no such pool; nothing was done then
   */
  public boolean instrumentInPlace(DataSource dataSource, DatabaseTarget target) {
    if (!HikariPools.AVAILABLE || !HikariPools.watchBelow(dataSource, watch(target))) {
      return false;
    }
    HikariPools.measure(dataSource, metrics);
    return true;
  }

  private StatementWatch watch(DatabaseTarget target) {
    return new StatementWatch(tracer, new StatementProfiles(metrics, target), nanoTime);
  }

  /** As {@link #instrument(DataSource, DatabaseTarget)}, the target in parts. */
  public DataSource instrument(
      DataSource dataSource,
      String dbSystem,
      @Nullable String namespace,
      @Nullable String serverAddress,
      int serverPort) {
    return instrument(
        dataSource, new DatabaseTarget(dbSystem, namespace, serverAddress, serverPort));
  }

  /**
   * Whether a data source is one that {@link #instrument} returned, or that was {@linkplain
   * #instrumentInPlace instrumented in place}.
   */
  public static boolean isInstrumented(DataSource dataSource) {
    return dataSource instanceof WatchedDataSource
        || (HikariPools.AVAILABLE && HikariPools.isWatchedBelow(dataSource));
  }
}
