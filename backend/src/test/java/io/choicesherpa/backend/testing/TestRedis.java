package io.choicesherpa.backend.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.function.Function;
import redis.embedded.RedisServer;

/**
 * A real Redis. {@link #shared} is started at first use and serves the whole test run: tests keep
 * apart by keys of their own. A test that stops Redis takes one of its own.
 */
public final class TestRedis implements AutoCloseable {

  private static final class Shared {
    static final TestRedis INSTANCE = startShared();

    private static TestRedis startShared() {
      TestRedis redis = new TestRedis("appendonly no");
      Runtime.getRuntime().addShutdownHook(new Thread(redis::stop, "stop-test-redis"));
      return redis;
    }
  }

  private final int port;
  private final String[] settings;
  private RedisServer server;

  private TestRedis(String... settings) {
    this.port = freePort();
    this.settings = settings;
    this.server = started();
  }

  public static TestRedis shared() {
    return Shared.INSTANCE;
  }

  /** One that keeps its data in {@code directory} over {@link #stop} and {@link #start}. */
  public static TestRedis keptIn(Path directory) {
    return new TestRedis("appendonly yes", "appendfsync always", "dir " + directory);
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public RedisClient client() {
    return RedisClient.create(url());
  }

  /** Runs {@code body} with commands of its own connection. */
  public <T> T with(Function<RedisCommands<String, String>, T> body) {
    try (RedisClient client = client();
        StatefulRedisConnection<String, String> connection = client.connect()) {
      return body.apply(connection.sync());
    }
  }

  public void start() {
    server = started();
  }

  public void stop() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private RedisServer started() {
    try {
      var builder = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"");
      for (String setting : settings) {
        builder.setting(setting);
      }
      RedisServer redis = builder.build();
      redis.start();
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException("Redis does not start", e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
