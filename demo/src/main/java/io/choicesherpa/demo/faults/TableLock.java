package io.choicesherpa.demo.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second client of the database that locks a table, as a forgotten transaction or a migration
 * does. {@code pg_stat_activity} shows it under the fault's name.
 */
final class TableLock implements RunningFault {
  private static final Logger LOG = LoggerFactory.getLogger(TableLock.class);

  // Longer than what SlowResponses allows; about what the backend waits for a connection.
  private static final Duration HELD = Duration.ofMillis(2_900);
  private static final Duration FREE = Duration.ofMillis(100);
  private static final Duration FOREVER = Duration.ofDays(365);
  private static final long CLOSE_PATIENCE_MILLIS = 2_000;

  private final Connection connection;
  private final String lock;
  private final Duration held;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  private TableLock(String jdbcUrl, String title, String lock, Duration held) throws SQLException {
    this.connection = connect(jdbcUrl, title);
    this.lock = lock;
    this.held = held;
    this.thread = new Thread(this::run, "fault-" + title);
    thread.setDaemon(true);
    thread.start();
  }

  /** Nobody can so much as read the table, but for a moment now and then. */
  static TableLock againAndAgain(String jdbcUrl, String title, String table) throws SQLException {
    return new TableLock(jdbcUrl, title, "LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE", HELD);
  }

  /** Nobody can write to the table until this is closed; it can be read. */
  static TableLock held(String jdbcUrl, String title, String table) throws SQLException {
    return new TableLock(jdbcUrl, title, "LOCK TABLE " + table + " IN EXCLUSIVE MODE", FOREVER);
  }

  static Connection connect(String jdbcUrl, String title) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "choice_sherpa");
    properties.setProperty("ApplicationName", "fault " + title);
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  private void run() {
    try (connection;
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      boolean ended = false;
      while (!ended) {
        statement.execute(lock);
        ended = await(held);
        connection.commit();
        ended = ended || await(FREE);
      }
    } catch (SQLException e) {
      if (end.getCount() > 0) {
        LOG.warn("the fault {} has ended by itself", thread.getName(), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean await(Duration time) throws InterruptedException {
    return end.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    end.countDown();
    try {
      thread.join(CLOSE_PATIENCE_MILLIS);
      if (thread.isAlive()) {
        connection.abort(Runnable::run); // It still waits for the lock itself.
      }
    } catch (SQLException e) {
      LOG.warn("the connection of {} could not be cut", thread.getName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
