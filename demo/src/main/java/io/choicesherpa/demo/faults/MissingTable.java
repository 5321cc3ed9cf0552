package io.choicesherpa.demo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table under another name, as after a migration that was made for another version. A note on
 * disk lets the next run give it back when this one is killed.
 */
final class MissingTable implements RunningFault {
  private static final Logger LOG = LoggerFactory.getLogger(MissingTable.class);
  private static final String AWAY = "_taken_away";

  private final String jdbcUrl;
  private final String table;
  private final Path note;

  private MissingTable(String jdbcUrl, String table, Path note) {
    this.jdbcUrl = jdbcUrl;
    this.table = table;
    this.note = note;
  }

  /**
   * Takes a table away until this is closed.
   *
   * @param notes a folder for the note
   */
  static MissingTable takeAway(String jdbcUrl, String table, Path notes) throws SQLException {
    Path note = notes.resolve(table);
    try {
      Files.createDirectories(notes);
      Files.writeString(note, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rename(jdbcUrl, table, table + AWAY);
    return new MissingTable(jdbcUrl, table, note);
  }

  /** Gives back all that is noted; does nothing when nothing was taken. */
  static void giveAllBack(String jdbcUrl, Path notes) throws SQLException {
    if (!Files.isDirectory(notes)) {
      return;
    }
    try (DirectoryStream<Path> taken = Files.newDirectoryStream(notes)) {
      for (Path note : taken) {
        giveBack(jdbcUrl, note.getFileName().toString(), note);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void giveBack(String jdbcUrl, String table, Path note) throws SQLException {
    rename(jdbcUrl, table + AWAY, table);
    try {
      Files.deleteIfExists(note);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void rename(String jdbcUrl, String from, String to) throws SQLException {
    try (Connection connection = TableLock.connect(jdbcUrl, "missing-table");
        Statement statement = connection.createStatement()) {
      // Its writers must not wait behind this, should this wait for a long reader.
      statement.execute("SET lock_timeout = '5s'");
      statement.execute("ALTER TABLE IF EXISTS " + from + " RENAME TO " + to);
    }
  }

  @Override
  public void close() {
    try {
      giveBack(jdbcUrl, table, note);
    } catch (SQLException e) {
      LOG.error("the table could not be given back; the next run tries again", e);
    }
  }
}
