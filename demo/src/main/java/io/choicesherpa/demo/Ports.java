package io.choicesherpa.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where everything listens, all on 127.0.0.1. */
record Ports(
    int backend,
    int metrics,
    int otlpGrpc,
    int otlpHttp,
    int console,
    int postgres,
    int redis,
    int ai) {

  /**
   * The usual ports plus an offset; {@code SERVER_PORT} and {@code METRICS_PORT} go before.
   *
   * @throws ConfigurationProblem when one of them is no port
   */
  static Ports of(int offset, Map<String, String> environment) throws ConfigurationProblem {
    return new Ports(
        fromEnvironment(environment, "SERVER_PORT", 8080 + offset),
        fromEnvironment(environment, "METRICS_PORT", 9090 + offset),
        4317 + offset,
        4318 + offset,
        3000 + offset,
        15432 + offset,
        16379 + offset,
        18080 + offset);
  }

  private static int fromEnvironment(Map<String, String> environment, String name, int otherwise)
      throws ConfigurationProblem {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      return otherwise;
    }
    if (value.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    }
    throw new ConfigurationProblem(
        List.of(name + " is \"" + value + "\"; allowed is a port from 1 to 65535"));
  }

  /** Use to port, of what this run starts itself. */
  Map<String, Integer> toBind(boolean ownDatabase, boolean ownRedis) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("backend", backend);
    ports.put("metrics", metrics);
    ports.put("OTLP gRPC", otlpGrpc);
    ports.put("OTLP HTTP", otlpHttp);
    ports.put("console", console);
    ports.put("AI server", ai);
    if (ownDatabase) {
      ports.put("PostgreSQL", postgres);
    }
    if (ownRedis) {
      ports.put("Redis", redis);
    }
    return ports;
  }
}
