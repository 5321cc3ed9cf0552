package io.choicesherpa.backend.adapter.out.ratelimit;

import io.choicesherpa.backend.adapter.redis.Redis;
import io.choicesherpa.backend.application.port.out.LimitRate;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.RateLimitMetrics;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires the rate limits from {@code RATE_LIMIT_*}. */
@Configuration(proxyBeanMethods = false)
public class RateLimitConfiguration {

  /**
   * Checks the settings without using them.
   *
   * @throws ConfigurationException naming every mistake
   */
  public static void check(Function<String, @Nullable String> variables) {
    var unused = RateLimits.read(variables);
  }

  @Bean
  static MetricCatalogue rateLimitOutageMetrics() {
    return RateLimitOutageMetrics.CATALOGUE;
  }

  @Bean
  LimitRate limitRate(
      Redis redis, Environment environment, RateLimitMetrics hits, Metrics metrics) {
    return new RedisRateLimit(
        redis,
        RateLimits.read(environment::getProperty),
        hits,
        new RateLimitOutageMetrics(metrics),
        System::nanoTime);
  }
}
