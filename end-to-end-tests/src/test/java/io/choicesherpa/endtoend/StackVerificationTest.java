package io.choicesherpa.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code stack/verify} with Prometheus and Alertmanager as Debian has them. The console receives in
 * the place of what Debian has not.
 */
class StackVerificationTest {

  /**
   * What the parts of stack/verify add their offset to, where it is not the system's own choice.
   */
  private static final List<Integer> PORTS =
      List.of(3000, 4317, 4318, 8080, 9090, 9091, 9093, 15432, 16379, 18080);

  /** By which a developer names what was built, for runs by hand. */
  private static final Set<String> PROGRAMS =
      Set.of(
          "PROMETHEUS",
          "PROMTOOL",
          "ALERTMANAGER",
          "OTELCOL",
          "JAEGER",
          "LOKI",
          "TEMPO",
          "GRAFANA",
          "OPENSEARCH",
          "COMPOSE_CONFIG");

  private static final long LIMIT_MINUTES = 5;

  @TempDir private static Path home;
  private static Path errors;
  private static List<Row> rows;
  private static int exitCode;

  /** A line of the table. */
  record Row(String area, String what, String result, String remark) {
    static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      return new Row(cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
    }
  }

  @BeforeAll
  static void verify() throws Exception {
    for (String tool : List.of("prometheus", "promtool", "prometheus-alertmanager")) {
      Tool.require(tool, "prometheus prometheus-alertmanager");
    }
    Tool.require("jq", "jq");
    Tool.require("curl", "curl");
    backendJar();
    runScript();
    Path output = home.resolve("table.md");
    errors = home.resolve("errors.txt");
    Process process = start(output, errors);
    try {
      assertThat(process.waitFor(LIMIT_MINUTES + 1, TimeUnit.MINUTES))
          .as(() -> "it ends: " + read(errors))
          .isTrue();
    } finally {
      // Ends what it has started before it ends itself.
      process.destroy();
      process.waitFor(30, TimeUnit.SECONDS);
    }
    exitCode = process.exitValue();
    rows = read(output).lines().filter(line -> line.startsWith("| ")).skip(1).map(Row::of).toList();
    assertThat(rows).as(() -> read(errors)).isNotEmpty();
  }

  @Test
  void nothing_hasFailed() {
    assertThat(rows)
        .as(() -> read(errors))
        .filteredOn(row -> row.result().equals("FAILED"))
        .isEmpty();
    assertThat(exitCode).as(() -> read(errors)).isZero();
  }

  @Test
  void metricsAndAlerts_areProven() {
    assertThat(rows)
        .filteredOn(row -> row.result().equals("proven"))
        .extracting(Row::what)
        .contains(
            "configuration and rules are valid",
            "starts with prometheus/prometheus.yml",
            "starts with alertmanager/alertmanager.yml",
            "./run is ready",
            "a message is answered",
            "scrapes the backend",
            "has exemplars with trace ids",
            "an exemplar leads to its trace",
            "no rule fails when evaluated",
            "Watchdog fires and arrives at Alertmanager")
        .anyMatch(what -> what.startsWith("has every metric that is there from the start"))
        .anyMatch(what -> what.startsWith("the message's trace with all its spans"))
        .anyMatch(what -> what.startsWith("the message's log lines under its trace id"));
  }

  @Test
  void whatIsNotHere_isNeverProven() {
    assertThat(rows)
        .filteredOn(row -> row.area().equals("compose") && row.what().startsWith("images start"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.result()).isEqualTo("not proven");
              assertThat(row.remark()).isNotBlank();
            });
  }

  private static Process start(Path output, Path errors) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of("..", "stack", "verify").toAbsolutePath().normalize().toString(),
            "--quick",
            "--attached",
            "--port-offset",
            Integer.toString(freeOffset()),
            "--minutes",
            Long.toString(LIMIT_MINUTES));
    builder.environment().keySet().removeAll(PROGRAMS);
    builder.environment().put("STACK_CACHE", home.resolve("cache").toString());
    builder.environment().put("RUN_HOME", home.toString());
    return builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
  }

  /** The demo as this build has compiled it, instead of ./run, which would build anew. */
  private static void runScript() throws IOException {
    Path script = home.resolve("run");
    Files.writeString(
        script,
        """
        #!/bin/sh
        exec '%s/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m '-Ddemo.home=%s' \\
          -cp '%s' io.choicesherpa.demo.Demo "$@"
        """
            .formatted(
                System.getProperty("java.home"), home, System.getProperty("java.class.path")));
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private static void backendJar() throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "io.choicesherpa.backend.BackendApplication");
    main.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    Path jar = Files.createDirectories(home.resolve("backend/target")).resolve("backend.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  private static int freeOffset() {
    return IntStream.iterate(1000, offset -> offset < 12_000, offset -> offset + 137)
        .filter(offset -> PORTS.stream().allMatch(port -> isFree(port + offset)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
