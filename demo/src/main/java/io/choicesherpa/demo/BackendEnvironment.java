package io.choicesherpa.demo;

import io.choicesherpa.demo.servers.PostgresServer;
import java.util.HashMap;
import java.util.Map;

/** The backend's configuration in the demo, as environment variables. */
final class BackendEnvironment {
  private BackendEnvironment() {}

  /**
   * What is set on top of the demo's own environment, which the backend inherits. The AI providers'
   * variables are always set: keys that a developer has in the environment must not be spent on
   * simulated people.
   */
  static Map<String, String> of(
      Ports ports, OutsideServers outside, Map<String, String> inherited) {
    Map<String, String> variables = new HashMap<>();
    variables.put("ENVIRONMENT", "development");
    variables.put("SERVER_ADDRESS", "127.0.0.1");
    variables.put("SERVER_PORT", Integer.toString(ports.backend()));
    variables.put("METRICS_PORT", Integer.toString(ports.metrics()));
    String ai = "http://127.0.0.1:" + ports.ai();
    variables.put("OPENAI_BASE_URL", ai + "/v1");
    variables.put("OPENAI_API_KEY", "demo");
    variables.put("ANTHROPIC_BASE_URL", ai);
    variables.put("ANTHROPIC_API_KEY", "demo");
    outside
        .database()
        .ifPresentOrElse(
            database -> {
              variables.put("DATABASE_URL", database.url());
              variables.put("DATABASE_USERNAME", database.username());
              variables.put("DATABASE_PASSWORD", database.password());
            },
            () -> {
              variables.put(
                  "DATABASE_URL",
                  "jdbc:postgresql://127.0.0.1:"
                      + ports.postgres()
                      + "/"
                      + PostgresServer.DATABASE);
              variables.put("DATABASE_USERNAME", PostgresServer.DATABASE);
              variables.put("DATABASE_PASSWORD", PostgresServer.DATABASE);
            });
    variables.put("REDIS_URL", outside.redisUrl().orElse("redis://127.0.0.1:" + ports.redis()));
    putUnlessSet(variables, inherited, "OTLP_ENDPOINT", "http://127.0.0.1:" + ports.otlpGrpc());
    putUnlessSet(variables, inherited, "TRACE_SAMPLE_RATE", "1");
    return variables;
  }

  private static void putUnlessSet(
      Map<String, String> variables, Map<String, String> inherited, String name, String value) {
    if (inherited.getOrDefault(name, "").isEmpty()) {
      variables.put(name, value);
    }
  }
}
