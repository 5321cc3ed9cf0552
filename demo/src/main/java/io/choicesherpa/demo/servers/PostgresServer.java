package io.choicesherpa.demo.servers;

import io.choicesherpa.demo.process.ProcessRegister;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.io.FileUtils;

/**
 * A PostgreSQL with its data in a folder that outlives it. Works as root, too, which PostgreSQL
 * itself refuses: the process then runs in a user namespace of its own.
 */
public final class PostgresServer implements AutoCloseable {
  /** What it is called in messages and in the register. */
  public static final String NAME = "PostgreSQL";

  /** Database and role that the backend uses; on loopback no password is asked for. */
  public static final String DATABASE = "choice_sherpa";

  private static final Duration START_PATIENCE = Duration.ofSeconds(30);
  private static final String INITIALISED = "initialised";

  private final EmbeddedPostgres postgres;
  private final ProcessHandle process;
  private final ProcessRegister register;
  private final Path log;
  private final long logStartBytes;

  private PostgresServer(
      EmbeddedPostgres postgres,
      ProcessHandle process,
      ProcessRegister register,
      Path log,
      long logStartBytes) {
    this.postgres = postgres;
    this.process = process;
    this.register = register;
    this.log = log;
    this.logStartBytes = logStartBytes;
  }

  /**
   * Whether {@link #start} will have to unpack programs or make a database, which takes seconds.
   */
  public static boolean isFirstStart(Path data) {
    return !Files.exists(data.resolveSibling(data.getFileName() + "." + INITIALISED));
  }

  /**
   * Starts the server on 127.0.0.1 and returns when it answers and has the database.
   *
   * @param programs where its programs are unpacked to, once
   * @param data where its data are kept
   * @throws ServerFailedException when it does not come up
   */
  public static PostgresServer start(
      Path programs, Path data, Path log, int port, ProcessRegister register)
      throws ServerFailedException, IOException {
    if (System.getProperty("user.name").equals("root") && !LinuxUtils.isUnshareAvailable()) {
      throw ServerFailedException.of(
          "PostgreSQL refuses to run as root, and this system forbids the user namespace (unshare"
              + " -U) that gets round it. Run as an ordinary user, or name a server with"
              + " DATABASE_URL",
          log,
          Long.MAX_VALUE);
    }
    long logStartBytes = Files.exists(log) ? Files.size(log) : 0;
    removeHalfUnpacked(programs);
    Path initialised = data.resolveSibling(data.getFileName() + "." + INITIALISED);
    if (!Files.exists(initialised)) {
      deleteFolder(data); // What an interrupted initdb leaves cannot be used.
    }
    Files.createDirectories(data);
    // Read when the builder is made; else a folder in the system's temporary one would be left.
    System.setProperty("ot.epg.working-dir", programs.toString());
    EmbeddedPostgres postgres;
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(programs.toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(START_PATIENCE)
              .setPort(port)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("max_connections", "50")
              .setServerConfig("shared_buffers", "64MB")
              .setLocaleConfig("locale", "C")
              .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException | RuntimeException e) {
      throw ServerFailedException.of(
          "PostgreSQL did not start (" + e.getMessage() + ")", log, logStartBytes);
    }
    ProcessHandle process = postmaster(data);
    // The folder that Java runs in is not the program's: the process itself knows its path.
    Path program = Path.of(process.info().command().orElse("/"));
    register.add(NAME, process, program);
    PostgresServer server = new PostgresServer(postgres, process, register, log, logStartBytes);
    try {
      createDatabase(postgres);
    } catch (SQLException e) {
      server.close();
      throw ServerFailedException.of(
          "PostgreSQL could not make the database (" + e.getMessage() + ")", log, logStartBytes);
    }
    if (!Files.exists(initialised)) {
      Files.createFile(initialised);
    }
    return server;
  }

  private static ProcessHandle postmaster(Path data) throws IOException {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
    return ProcessHandle.of(Long.parseLong(pid))
        .orElseThrow(() -> new IOException("PostgreSQL's process " + pid + " is gone"));
  }

  private static void createDatabase(EmbeddedPostgres postgres) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE ROLE " + DATABASE + " LOGIN");
      statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + DATABASE);
    }
  }

  /**
   * The library marks a folder when it has unpacked it, and trusts a half unpacked one otherwise.
   */
  private static void removeHalfUnpacked(Path programs) throws IOException {
    if (!Files.isDirectory(programs)) {
      return;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(programs, "PG-*")) {
      for (Path folder : folders) {
        if (!Files.exists(folder.resolve(".exists"))) {
          deleteFolder(folder);
        }
      }
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (Files.exists(folder)) {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  /** Where the backend reaches its database. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + DATABASE;
  }

  /** Completed when the server has ended, for whatever reason. */
  public CompletableFuture<ServerFailedException> ended() {
    return process
        .onExit()
        .thenApply(p -> ServerFailedException.of("PostgreSQL has ended", log, logStartBytes));
  }

  /** Ends it within a few seconds, whoever is still connected. */
  @Override
  public void close() throws IOException {
    postgres.close();
    if (process.isAlive()) {
      process.destroyForcibly(); // Of no effect on one that has ended and waits to be noticed.
    }
    register.remove(NAME);
  }
}
