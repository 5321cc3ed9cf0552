package io.choicesherpa.telemetry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import io.choicesherpa.telemetry.metrics.DatabaseMetrics;
import io.choicesherpa.telemetry.metrics.MetricDefinition;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.semconv.DbAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Against a real PostgreSQL through a real pool. */
class JdbcTelemetryTest {

  private static EmbeddedPostgres postgres;

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
  private final DatabaseMetrics databaseMetrics = new DatabaseMetrics(metrics);
  private OpenTelemetrySdk sdk;
  private HikariDataSource pool;
  private DataSource dataSource;

  @BeforeAll
  static void startPostgres() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE notes (id int PRIMARY KEY, body text)");
    }
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void openPool() throws SQLException {
    use(Sampler.alwaysOn());
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE notes");
    }
  }

  @AfterEach
  void closePool() {
    pool.close();
    sdk.close();
  }

  @Test
  void statement_insideATrace_isASpanWithoutItsValues() throws SQLException {
    inTrace(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT id FROM notes WHERE body = ? AND id <> 4711 -- why")) {
            statement.setString(1, "my secret");
            statement.executeQuery();
          }
        });

    SpanData span = child();
    assertThat(span.getName()).isEqualTo("SELECT notes");
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span.getAttributes().get(DbAttributes.DB_SYSTEM_NAME)).isEqualTo("postgresql");
    assertThat(span.getAttributes().get(DbAttributes.DB_NAMESPACE)).isEqualTo("postgres");
    assertThat(span.getAttributes().get(DbAttributes.DB_OPERATION_NAME)).isEqualTo("SELECT");
    assertThat(span.getAttributes().get(DbAttributes.DB_COLLECTION_NAME)).isEqualTo("notes");
    assertThat(span.getAttributes().get(DbAttributes.DB_QUERY_SUMMARY)).isEqualTo("SELECT notes");
    assertThat(span.getAttributes().get(DbAttributes.DB_QUERY_TEXT))
        .isEqualTo("SELECT id FROM notes WHERE body = ? AND id <> ?");
    assertThat(span.getAttributes().get(ServerAttributes.SERVER_ADDRESS)).isEqualTo("localhost");
    assertThat(span.getAttributes().get(ServerAttributes.SERVER_PORT))
        .isEqualTo(postgres.getPort());
    assertThat(span.toString()).doesNotContain("secret").doesNotContain("4711");
    assertThat(databaseMetrics.queryDuration("SELECT").getCount()).isEqualTo(1);
  }

  @Test
  void failedStatement_tellsItsStateAndNotTheValueRefused() {
    assertThatThrownBy(
            () ->
                inTrace(
                    connection -> {
                      try (Statement statement = connection.createStatement()) {
                        statement.execute("INSERT INTO notes VALUES ('my secret', 'x')");
                      }
                    }))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("my secret");

    SpanData span = child();
    assertThat(span.getName()).isEqualTo("INSERT notes");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getAttributes().get(DbAttributes.DB_RESPONSE_STATUS_CODE)).isEqualTo("22P02");
    assertThat(span.getAttributes().get(ErrorAttributes.ERROR_TYPE)).isEqualTo("22P02");
    assertThat(span.toString()).doesNotContain("secret");
    assertThat(databaseMetrics.queryDuration("INSERT").getCount()).isEqualTo(1);
  }

  @Test
  void batch_isOneSpanWithItsSize() throws SQLException {
    inTrace(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("INSERT INTO notes VALUES (?, ?)")) {
            for (int i = 0; i < 3; i++) {
              statement.setInt(1, i);
              statement.setString(2, "text");
              statement.addBatch();
            }
            statement.executeBatch();
          }
        });

    SpanData span = child();
    assertThat(span.getName()).isEqualTo("BATCH INSERT notes");
    assertThat(span.getAttributes().get(DbAttributes.DB_OPERATION_NAME)).isEqualTo("BATCH INSERT");
    assertThat(span.getAttributes().get(DbAttributes.DB_OPERATION_BATCH_SIZE)).isEqualTo(3);
    assertThat(databaseMetrics.queryDuration("INSERT").getCount()).isEqualTo(1);
  }

  @Test
  void batchOfDifferentStatements_isNamedBatch() throws SQLException {
    inTrace(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO notes VALUES (1, 'a')");
            statement.addBatch("DELETE FROM notes");
            statement.executeBatch();
          }
        });

    SpanData span = child();
    assertThat(span.getName()).isEqualTo("BATCH");
    assertThat(span.getAttributes().get(DbAttributes.DB_QUERY_TEXT))
        .isEqualTo("INSERT INTO notes VALUES (?, ?); DELETE FROM notes");
    assertThat(span.getAttributes().get(DbAttributes.DB_COLLECTION_NAME)).isNull();
  }

  @Test
  void batch_thatFailed_leavesTheNextOneItsOwnSize() throws SQLException {
    inTrace(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("INSERT INTO notes VALUES (?, 'x')")) {
            statement.setInt(1, 1);
            statement.addBatch();
            statement.addBatch();
            assertThatThrownBy(statement::executeBatch).isInstanceOf(SQLException.class);
            statement.setInt(1, 2);
            statement.addBatch();
            statement.clearBatch();
            statement.addBatch();
            statement.executeBatch();
          }
        });

    assertThat(spans.getFinishedSpanItems())
        .extracting(SpanData::getName)
        .containsExactly("BATCH INSERT notes", "INSERT notes", "root");
  }

  @Test
  void call_isASpan_andGivesWhatItReturns() throws SQLException {
    inTrace(
        connection -> {
          try (CallableStatement call = connection.prepareCall("{? = call upper(?)}")) {
            call.registerOutParameter(1, Types.VARCHAR);
            call.setString(2, "loud");
            call.execute();
            assertThat(call.getString(1)).isEqualTo("LOUD");
          }
        });

    assertThat(child().getAttributes().get(DbAttributes.DB_QUERY_TEXT))
        .isEqualTo("{? = call upper(?)}");
  }

  @Test
  void generatedKeys_andRolledBackRows_areTheDriversOwn() throws SQLException {
    inTrace(
        connection -> {
          connection.setAutoCommit(false);
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO notes VALUES (7, 'x')", new String[] {"id"})) {
            assertThat(insert.executeUpdate()).isEqualTo(1);
            try (ResultSet keys = insert.getGeneratedKeys()) {
              assertThat(keys.next()).isTrue();
              assertThat(keys.getInt("id")).isEqualTo(7);
            }
          }
          connection.rollback();
          connection.setAutoCommit(true);
        });

    assertThat(child().getName()).isEqualTo("INSERT notes");
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM notes")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void statement_outsideAnyTrace_isMeasuredButNoSpan() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE notes SET body = 'x'");
    }

    assertThat(spans.getFinishedSpanItems()).isEmpty();
    assertThat(databaseMetrics.queryDuration("UPDATE").getCount()).isEqualTo(1);
  }

  @Test
  void statement_inAnUnsampledTrace_isMeasuredAndNotExported() throws SQLException {
    pool.close();
    sdk.close();
    use(Sampler.alwaysOff());

    inTrace(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM notes");
          }
        });

    assertThat(spans.getFinishedSpanItems()).isEmpty();
    assertThat(databaseMetrics.queryDuration("DELETE").getCount()).isEqualTo(1);
  }

  @Test
  void pool_reportsItsSizeAndOpenedConnections() throws SQLException {
    try (Connection first = dataSource.getConnection();
        Connection second = dataSource.getConnection()) {
      assertThat(first).isNotSameAs(second);
    }

    assertThat(databaseMetrics.connectionsOpened().get()).isEqualTo(2);
    assertThat(gauge(StandardMetrics.DB_POOL_SIZE)).isEqualTo(2);
    assertThat(dataSource.unwrap(HikariDataSource.class)).isSameAs(pool);
  }

  @Test
  void pool_tellsWhatIsInUseOfWhatThereMayBe() throws SQLException {
    assertThat(gauge(StandardMetrics.DB_POOL_LIMIT)).isEqualTo(2);

    try (Connection one = dataSource.getConnection()) {
      assertThat(one.isValid(1)).isTrue();
      assertThat(gauge(StandardMetrics.DB_POOL_IN_USE)).isEqualTo(1);
      assertThat(gauge(StandardMetrics.DB_POOL_WAITING)).isZero();
    }

    assertThat(gauge(StandardMetrics.DB_POOL_IN_USE)).isZero();
  }

  @Test
  void pool_tellsOfThreadsThatWait() throws Exception {
    Thread waiting = new Thread(this::borrow, "waits for a connection");
    try (Connection first = dataSource.getConnection();
        Connection second = dataSource.getConnection()) {
      assertThat(first).isNotSameAs(second);
      waiting.start();
      while (gauge(StandardMetrics.DB_POOL_WAITING) < 1 && waiting.isAlive()) {
        Thread.onSpinWait();
      }
      assertThat(gauge(StandardMetrics.DB_POOL_WAITING)).isEqualTo(1);
    }
    waiting.join();
    assertThat(gauge(StandardMetrics.DB_POOL_WAITING)).isZero();
  }

  private void borrow() {
    try (Connection connection = dataSource.getConnection()) {
      assertThat(connection.isClosed()).isFalse();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void poolThatRunsAlready_isCountedWithTheConnectionsItHas() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
    config.setMaximumPoolSize(1);
    try (HikariDataSource running = new HikariDataSource(config)) {
      double before = databaseMetrics.connectionsOpened().get();
      new JdbcTelemetry(sdk, databaseMetrics, System::nanoTime)
          .instrument(running, "postgresql", null, null, 0);

      assertThat(databaseMetrics.connectionsOpened().get() - before).isEqualTo(1);
    }
  }

  @Test
  void poolInPlace_watchesItsConnectionsOnceAndStaysWhatItIs() throws SQLException {
    String url = postgres.getJdbcUrl("postgres", "postgres");
    JdbcTelemetry jdbc = new JdbcTelemetry(sdk, databaseMetrics, System::nanoTime);
    double openedBefore = databaseMetrics.connectionsOpened().get();
    try (HikariDataSource own = new HikariDataSource()) {
      own.setMaximumPoolSize(1);
      assertThat(JdbcTelemetry.isInstrumented(own)).isFalse();
      own.setJdbcUrl("jdbc:nowhere:");
      assertThat(jdbc.instrumentInPlace(own, DatabaseTarget.ofJdbcUrl(url))).isTrue();
      assertThat(JdbcTelemetry.isInstrumented(own)).isTrue();
      own.setJdbcUrl(url);
      // One that wraps it all the same, as somebody's own proxy might be.
      dataSource = jdbc.instrument(own, DatabaseTarget.ofJdbcUrl(url));

      inTrace(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              statement.execute("INSERT INTO notes VALUES (1, 'x')");
            }
            assertThat(connection.unwrap(PGConnection.class)).isNotNull();
          });

      assertThat(jdbc.instrumentInPlace(own, DatabaseTarget.ofJdbcUrl(url))).isFalse();
    }

    assertThat(child().getName()).isEqualTo("INSERT notes");
    assertThat(databaseMetrics.queryDuration("INSERT").getCount()).isEqualTo(1);
    assertThat(databaseMetrics.connectionsOpened().get() - openedBefore).isEqualTo(1);
  }

  @Test
  void poolThatReportsElsewhere_isLeftAlone() throws SQLException {
    AtomicInteger opened = new AtomicInteger();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
    config.setMetricsTrackerFactory(
        (name, stats) ->
            new IMetricsTracker() {
              @Override
              public void recordConnectionCreatedMillis(long connectionCreatedMillis) {
                opened.incrementAndGet();
              }
            });
    config.setMaximumPoolSize(1);
    config.setInitializationFailTimeout(-1);
    try (HikariDataSource other = new HikariDataSource(config);
        Connection connection =
            new JdbcTelemetry(sdk, databaseMetrics, System::nanoTime)
                .instrument(other, "postgresql", null, null, 0)
                .getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
      assertThat(opened).hasPositiveValue();
    }
  }

  private double gauge(MetricDefinition definition) {
    return ((GaugeSnapshot)
            metrics.registry().scrape(name -> name.equals(definition.name())).get(0))
        .getDataPoints()
        .get(0)
        .getValue();
  }

  private void use(Sampler sampler) {
    sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(sampler)
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    String url = postgres.getJdbcUrl("postgres", "postgres");
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMinimumIdle(0);
    config.setMaximumPoolSize(2);
    pool = new HikariDataSource(config);
    dataSource =
        new JdbcTelemetry(sdk, databaseMetrics, System::nanoTime)
            .instrument(pool, DatabaseTarget.ofJdbcUrl(url));
  }

  private void inTrace(Work work) throws SQLException {
    Span root = sdk.getTracer("test").spanBuilder("root").startSpan();
    try (var scope = root.makeCurrent();
        Connection connection = dataSource.getConnection()) {
      assertThat(scope).isNotNull();
      work.with(connection);
    } finally {
      root.end();
    }
  }

  private SpanData child() {
    List<SpanData> finished = spans.getFinishedSpanItems();
    assertThat(finished).hasSize(2);
    assertThat(finished.get(0).getParentSpanId()).isEqualTo(finished.get(1).getSpanId());
    return finished.get(0);
  }

  private interface Work {
    void with(Connection connection) throws SQLException;
  }
}
