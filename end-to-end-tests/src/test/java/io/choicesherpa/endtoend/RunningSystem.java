package io.choicesherpa.endtoend;

import io.choicesherpa.console.Console;
import io.choicesherpa.console.ConsoleConfig;
import io.choicesherpa.demo.ai.AiBehaviour;
import io.choicesherpa.demo.ai.AiServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/**
 * The servers around the backend: PostgreSQL, Redis, the AI server. Started at first use, shared by
 * all tests, ended with the JVM.
 */
final class RunningSystem {

  private static final RunningSystem INSTANCE = new RunningSystem();

  private final EmbeddedPostgres postgres;
  private final RedisServer redis;
  private final int redisPort = freePort();
  private final AiServer ai = AiServer.start(0, 1, AiBehaviour.PERFECT, Clock.systemUTC());

  private RunningSystem() {
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setPgBinaryResolver(RunningSystem::binaries)
              .start();
      redis =
          RedisServer.newRedisServer()
              .port(redisPort)
              .bind("127.0.0.1")
              .setting("save \"\"")
              .build();
      redis.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-servers"));
  }

  /**
   * The first of the same. A jar's manifest may bring the binaries a second time, beside the one on
   * the class path, which the library takes for a conflict.
   */
  private static @Nullable InputStream binaries(String system, String machine) {
    String name = "/postgres-%s-%s.txz".formatted(system, machine).toLowerCase(Locale.ROOT);
    return RunningSystem.class.getResourceAsStream(name);
  }

  static RunningSystem get() {
    return INSTANCE;
  }

  DataSource database() {
    return postgres.getPostgresDatabase();
  }

  AiServer ai() {
    return ai;
  }

  /** A console of its own for each test class, so that nothing of another is in it. */
  static Console console() {
    return Console.start(ConsoleConfig.builder().port(0).otlpGrpcPort(0).otlpHttpPort(0).build());
  }

  /** A backend's settings, but for where its telemetry goes. */
  Map<String, String> backendVariables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("ENVIRONMENT", "development");
    variables.put("SERVER_PORT", Integer.toString(freePort()));
    variables.put("METRICS_PORT", Integer.toString(freePort()));
    variables.put("DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"));
    variables.put("DATABASE_USERNAME", "postgres");
    variables.put("DATABASE_PASSWORD", "postgres");
    variables.put("REDIS_URL", "redis://127.0.0.1:" + redisPort);
    variables.put("OPENAI_BASE_URL", "http://127.0.0.1:" + ai.port() + "/v1");
    variables.put("OPENAI_API_KEY", "test");
    variables.put("ANTHROPIC_BASE_URL", "http://127.0.0.1:" + ai.port());
    variables.put("ANTHROPIC_API_KEY", "test");
    variables.put("TRACE_SAMPLE_RATE", "1");
    return variables;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stop() {
    try {
      ai.close();
      redis.stop();
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
