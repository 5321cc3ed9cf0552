package io.choicesherpa.backend.testing;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The tables once more in a schema of one's own, for tests that look at all rows of a table or have
 * something running that would take other tests' rows.
 */
public final class TestSchema {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestSchema() {}

  /** A new one, migrated and empty. */
  public static DataSource create() {
    return dataSource(createUrl());
  }

  /** The URL of a new one, migrated and empty. */
  public static String createUrl() {
    String schema = "test_" + NUMBER.incrementAndGet();
    String url = url(schema);
    Flyway.configure().dataSource(dataSource(url)).schemas(schema).load().migrate();
    return url;
  }

  private static DataSource dataSource(String url) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    return dataSource;
  }

  private static String url(String schema) {
    String url = TestDatabase.url();
    return url + (url.indexOf('?') < 0 ? "?" : "&") + "currentSchema=" + schema;
  }
}
