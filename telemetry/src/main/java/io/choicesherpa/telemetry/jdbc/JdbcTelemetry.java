package io.choicesherpa.telemetry.jdbc;

import io.choicesherpa.telemetry.metrics.DatabaseMetrics;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Watches the statements of a data source: each one's duration, and, inside a trace, a CLIENT span
 * named after what it does ({@code SELECT sessions}). Values never reach a span: neither
 * parameters, nor literals, nor the messages of exceptions, which quote them.
 *
 * <p>A statement outside any trace, such as a pool's validation or a migration, makes no span.
 *
 * <p>Needs {@code net.ttddyy:datasource-proxy}. Thread-safe. Source of the attributes:
 * OpenTelemetry semantic conventions for SQL client spans.
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
    return ProxyDataSourceBuilder.create(dataSource)
        .listener(new StatementListener(tracer, metrics, target, nanoTime))
        .build();
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
}
