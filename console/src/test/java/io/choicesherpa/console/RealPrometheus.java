package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Prometheus server of its own, on a free port. Tests are skipped without one, but not in CI. */
final class RealPrometheus implements AutoCloseable {

  private final Process process;
  private final URI uri;

  private RealPrometheus(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  static RealPrometheus start(Path dir, String config) {
    Path binary = binary();
    assumeTrue(binary != null, "there is no prometheus on the path");
    try {
      Path file = Files.writeString(dir.resolve("prometheus.yml"), config);
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      List<String> command =
          new ArrayList<>(
              List.of(
                  String.valueOf(binary),
                  "--config.file=" + file,
                  "--storage.tsdb.path=" + dir.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port,
                  "--web.enable-remote-write-receiver",
                  "--enable-feature=exemplar-storage,native-histograms",
                  "--log.level=error"));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(dir.resolve("prometheus.log").toFile())
              .start();
      RealPrometheus prometheus =
          new RealPrometheus(process, URI.create("http://127.0.0.1:" + port));
      Await.until("Prometheus is ready", prometheus::isReady);
      return prometheus;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Path binary() {
    Map<String, String> environment = System.getenv();
    String named = environment.get("PROMETHEUS");
    if (named != null) {
      return Path.of(named);
    }
    Path found =
        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "prometheus"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if ("true".equals(environment.get("CI"))) {
      assertThat(found).as("prometheus on the path").isNotNull();
    }
    return found;
  }

  private boolean isReady() {
    try {
      return process.isAlive() && Http.get(uri.resolve("/-/ready")).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
