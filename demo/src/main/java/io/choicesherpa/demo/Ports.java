package io.choicesherpa.demo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

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

  private static final String SERVER_PORT = "SERVER_PORT";
  private static final String METRICS_PORT = "METRICS_PORT";
  private static final int BACKEND = 8080;
  private static final int METRICS = 9090;
  private static final int CONSOLE = 3000;

  /**
   * What browsers refuse to open, from the console's port on: the Fetch standard's <a
   * href="https://fetch.spec.whatwg.org/#port-blocking">bad ports</a>.
   */
  private static final Set<Integer> REFUSED_BY_BROWSERS =
      Set.of(
          3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
          10_080);

  /**
   * The usual ports plus an offset; {@code SERVER_PORT} and {@code METRICS_PORT} go before.
   *
   * @throws ConfigurationProblem when one of them is no port
   * @throws OptionsException when the offset leads to a page that no browser opens
   */
  static Ports of(int offset, Map<String, String> environment)
      throws ConfigurationProblem, OptionsException {
    checkPages(offset, environment);
    return new Ports(
        fromEnvironment(environment, SERVER_PORT, BACKEND + offset),
        fromEnvironment(environment, METRICS_PORT, METRICS + offset),
        4317 + offset,
        4318 + offset,
        CONSOLE + offset,
        15432 + offset,
        16379 + offset,
        18080 + offset);
  }

  private static void checkPages(int offset, Map<String, String> environment)
      throws OptionsException {
    Map<String, Integer> pages = new LinkedHashMap<>();
    pages.put("console", CONSOLE);
    if (environment.getOrDefault(SERVER_PORT, "").isBlank()) {
      pages.put("backend", BACKEND);
    }
    if (environment.getOrDefault(METRICS_PORT, "").isBlank()) {
      pages.put("metrics", METRICS);
    }
    for (Map.Entry<String, Integer> page : pages.entrySet()) {
      int port = page.getValue() + offset;
      if (REFUSED_BY_BROWSERS.contains(port)) {
        throw new OptionsException(
            List.of(
                "--port-offset %d would put %s on port %d, which browsers refuse to open; the nearest that works is %d"
                    .formatted(offset, page.getKey(), port, nearest(offset, pages.values()))));
      }
    }
  }

  private static int nearest(int offset, Collection<Integer> pages) {
    return IntStream.iterate(1, distance -> distance + 1)
        .flatMap(distance -> IntStream.of(offset + distance, offset - distance))
        .filter(other -> other >= 0 && other <= DemoOptions.MAX_PORT_OFFSET)
        .filter(other -> pages.stream().noneMatch(p -> REFUSED_BY_BROWSERS.contains(p + other)))
        .findFirst()
        .orElseThrow();
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
