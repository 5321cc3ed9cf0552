package io.choicesherpa.backend.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A real PostgreSQL with all migrations, started at first use and shared by the whole test run:
 * tests keep apart by making ids of their own. It ends with the JVM.
 */
public final class TestDatabase {

  private static final EmbeddedPostgres POSTGRES = start();
  private static final DataSource DATA_SOURCE = migrated();

  /** A connection for every call, none of them pooled. */
  public static DataSource dataSource() {
    return DATA_SOURCE;
  }

  /** A client over {@link #dataSource}. */
  public static JdbcClient jdbc() {
    return JdbcClient.create(DATA_SOURCE);
  }

  /** The URL, with user and without password, of the migrated database. */
  public static String url() {
    return POSTGRES.getJdbcUrl("postgres", "postgres");
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          // Nothing of it has to outlive a power cut.
          .setServerConfig("fsync", "off")
          .setServerConfig("synchronous_commit", "off")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  private static DataSource migrated() {
    DataSource dataSource = POSTGRES.getPostgresDatabase();
    Flyway.configure().dataSource(dataSource).load().migrate();
    return dataSource;
  }

  private TestDatabase() {}
}
