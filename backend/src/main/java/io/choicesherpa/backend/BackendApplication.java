package io.choicesherpa.backend;

import io.choicesherpa.backend.adapter.out.ai.AiConfiguration;
import io.choicesherpa.backend.adapter.out.ratelimit.RateLimitConfiguration;
import io.choicesherpa.backend.adapter.redis.RedisConfiguration;
import io.choicesherpa.backend.configuration.BackendSettings;
import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the service. Wrong settings are told all at once on standard error, and end the process
 * with {@link ConfigurationException#EXIT_CODE} before it opens a port.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class BackendApplication {

  /** The name that the service goes by, unless {@code OTEL_SERVICE_NAME} gives another. */
  public static final String SERVICE_NAME = "choice-sherpa";

  /** Takes its settings from the environment. */
  public static void main(String[] args) {
    List<Problem> problems = problems(System.getenv());
    if (!problems.isEmpty()) {
      System.err.println(new ConfigurationException(problems).getMessage());
      System.exit(ConfigurationException.EXIT_CODE);
    }
    SpringApplication.run(BackendApplication.class, args);
  }

  /** Every mistake in the settings of all parts; empty if there is none. */
  static List<Problem> problems(Map<String, String> variables) {
    List<Problem> problems = new ArrayList<>();
    collect(
        problems,
        () ->
            TelemetryConfig.fromEnvironment(
                variables, ApplicationIdentity.of(SERVICE_NAME, BackendApplication.class)));
    collect(problems, () -> BackendSettings.from(variables::get));
    collect(problems, () -> RedisConfiguration.redisUri(variables::get));
    collect(problems, () -> RateLimitConfiguration.check(variables::get));
    collect(problems, () -> AiConfiguration.check(variables::get));
    return problems;
  }

  private static void collect(List<Problem> problems, Runnable check) {
    try {
      check.run();
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
    }
  }
}
