package io.choicesherpa.backend.adapter.redis;

import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import io.choicesherpa.telemetry.health.HealthCheck;
import io.choicesherpa.telemetry.redis.LettuceTelemetry;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires Redis from {@code REDIS_URL}. */
@Configuration(proxyBeanMethods = false)
public class RedisConfiguration {

  private static final String STREAM = "choice-sherpa:events";
  private static final long MAX_ENTRIES = 100_000;
  private static final long MAX_DEAD_ENTRIES = 10_000;
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

  /**
   * Reads where Redis is.
   *
   * @param variables gives a variable's value; null or blank when it is not set
   * @throws ConfigurationException if it is no Redis URL; the value does not show, since it may
   *     hold a password
   */
  public static RedisURI redisUri(Function<String, @Nullable String> variables) {
    String url = variables.apply("REDIS_URL");
    try {
      RedisURI uri =
          RedisURI.create(url == null || url.isBlank() ? "redis://127.0.0.1:6379" : url.strip());
      uri.setTimeout(COMMAND_TIMEOUT);
      return uri;
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          List.of(
              new Problem("REDIS_URL", Problem.HIDDEN, "a URL such as redis://127.0.0.1:6379")));
    }
  }

  /** Connections as the application has them, by the settings it reads, and watched by nobody. */
  public static Redis connect(Function<String, @Nullable String> variables) {
    return new Redis(client(redisUri(variables), resources().build()), System::nanoTime);
  }

  /** What is away must be back soon once it is there again. */
  private static ClientResources.Builder resources() {
    return ClientResources.builder()
        .ioThreadPoolSize(2)
        .computationThreadPoolSize(2)
        .reconnectDelay(
            Delay.exponential(
                Duration.ofMillis(50), Duration.ofSeconds(2), 2, TimeUnit.MILLISECONDS));
  }

  /** What is away must cost its callers next to nothing. */
  private static RedisClient client(RedisURI uri, ClientResources resources) {
    RedisClient client = RedisClient.create(resources, uri);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .timeoutOptions(TimeoutOptions.enabled())
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(Duration.ofSeconds(1))
                    .keepAlive(true)
                    .build())
            .build());
    return client;
  }

  @Bean(destroyMethod = "")
  ClientResources redisResources(ObjectProvider<LettuceTelemetry> telemetry) {
    ClientResources.Builder resources = resources();
    telemetry.ifAvailable(watched -> resources.tracing(watched.tracing()));
    return resources.build();
  }

  /** Closes the resources too, after the connections. */
  @Bean
  Redis redis(Environment environment, ClientResources resources) {
    return new Redis(client(redisUri(environment::getProperty), resources), System::nanoTime);
  }

  @Bean
  HealthCheck redisHealthCheck(Redis redis) {
    return HealthCheck.required("redis", () -> redis.shared().sync().ping());
  }

  @Bean
  EventStream eventStream(Redis redis) {
    return new EventStream(redis, STREAM, MAX_ENTRIES, MAX_DEAD_ENTRIES);
  }

  @Bean
  EnvelopeJson envelopeJson() {
    return new EnvelopeJson();
  }
}
