package io.choicesherpa.benchmarks.backend;

import io.choicesherpa.demo.ai.AiBehaviour;
import io.choicesherpa.demo.ai.AiServer;
import io.choicesherpa.demo.process.ChildProcess;
import io.choicesherpa.demo.process.ProcessRegister;
import io.choicesherpa.demo.servers.PostgresServer;
import io.choicesherpa.demo.servers.RedisServer;
import io.choicesherpa.demo.servers.ServerFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all variants share: PostgreSQL and Redis with a database for each, an AI server that answers
 * at once, the receiver of telemetry, and the issuer of tokens.
 */
final class Surroundings implements AutoCloseable {

  /** How often metrics are fetched, or pushed by those that push. */
  static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(5);

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
  private static final String UNLIMITED = "1000000/second";

  private final Path folder;
  private final ProcessRegister register;
  private final PostgresServer postgres;
  private final int postgresPort;
  private final ChildProcess redis;
  private final int redisPort;
  private final AiServer ai;
  private final OtlpSink sink;
  private final TokenIssuer issuer;

  /**
   * Starts all of it.
   *
   * @param folder for data and logs; emptied by whoever made it
   * @param programs where the databases' programs are unpacked to, once
   */
  Surroundings(Path folder, Path programs)
      throws IOException, ServerFailedException, InterruptedException, SQLException {
    this.folder = folder;
    register = new ProcessRegister(folder.resolve("processes"));
    // A run that is broken off leaves nothing running; after a whole one there is nothing to end.
    Runtime.getRuntime().addShutdownHook(new Thread(this::endLeftOvers, "end-left-overs"));
    Files.createDirectories(programs);
    postgresPort = freePort();
    postgres =
        PostgresServer.start(
            programs,
            folder.resolve("postgres"),
            folder.resolve("postgres.log"),
            postgresPort,
            register);
    redisPort = freePort();
    redis =
        RedisServer.start(
            programs, folder.resolve("redis"), folder.resolve("redis.log"), redisPort, register);
    RedisServer.awaitReady(redis, redisPort);
    ai = AiServer.start(0, 1, AiBehaviour.PERFECT, Clock.systemUTC());
    sink = new OtlpSink();
    issuer = new TokenIssuer();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres", "postgres", "");
        Statement statement = connection.createStatement()) {
      for (Variant variant : Variant.values()) {
        statement.execute(
            "CREATE DATABASE " + variant.database() + " OWNER " + PostgresServer.DATABASE);
      }
    }
  }

  /** A port that nobody listens on at the moment. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Path folder() {
    return folder;
  }

  ProcessRegister register() {
    return register;
  }

  TokenIssuer issuer() {
    return issuer;
  }

  OtlpSink sink() {
    return sink;
  }

  /** What the backend's process is told, whoever watches it. */
  Map<String, String> environment(Variant variant, int port) {
    Map<String, String> set = new HashMap<>();
    set.put("ENVIRONMENT", "production");
    set.put("OIDC_ISSUER_URI", issuer.name());
    set.put("OIDC_JWK_SET_URI", issuer.keysUrl());
    set.put("SERVER_ADDRESS", "127.0.0.1");
    set.put("SERVER_PORT", Integer.toString(port));
    set.put(
        "DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + variant.database());
    set.put("DATABASE_USERNAME", PostgresServer.DATABASE);
    set.put("DATABASE_PASSWORD", PostgresServer.DATABASE);
    set.put("REDIS_URL", "redis://127.0.0.1:" + redisPort + "/" + variant.redisDatabase());
    String url = "http://127.0.0.1:" + ai.port();
    set.put("OPENAI_BASE_URL", url + "/v1");
    set.put("OPENAI_API_KEY", "bench");
    set.put("ANTHROPIC_BASE_URL", url);
    set.put("ANTHROPIC_API_KEY", "bench");
    set.put("SENTRY_DSN", "");
    // The load's connections are kept for as long as the others have their turn.
    set.put("SERVER_TOMCAT_MAXKEEPALIVEREQUESTS", "-1");
    set.put("SERVER_TOMCAT_KEEPALIVETIMEOUT", "30m");
    for (String resource : List.of("MESSAGES", "SESSIONS")) {
      set.put("RATE_LIMIT_" + resource + "_PRO", UNLIMITED);
    }
    return set;
  }

  private void endLeftOvers() {
    List<String> names = new ArrayList<>();
    for (Variant variant : Variant.values()) {
      names.add(variant.database());
    }
    names.add(RedisServer.NAME);
    names.add(PostgresServer.NAME);
    try {
      List<String> unused = register.endLeftOvers(names, STOP_PATIENCE);
    } catch (IOException e) {
      System.err.println("left-over processes are not all ended: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    issuer.close();
    sink.close();
    ai.close();
    boolean unused = redis.stop(STOP_PATIENCE);
    postgres.close();
  }
}
