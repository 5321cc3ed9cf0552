package io.choicesherpa.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus's own opinion of the exposition. */
class PromtoolTest {

  @TempDir Path directory;

  @Test
  void exposition_passesPromtool() throws Exception {
    Path promtool = promtool();
    Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
    RuntimeMetrics.register(metrics, "choice-sherpa", "1.2.3");
    new HttpMetrics(metrics).route("GET", "/api/sessions").record(200, 1_000_000);
    AiMetrics ai = new AiMetrics(metrics);
    ai.expectModel("openai", "gpt-5-mini", "free");
    new EventMetrics(metrics).expectProcessed("session.created", "dashboard");
    new RateLimitMetrics(metrics).hits("user", "messages").inc();

    Path exposition = directory.resolve("metrics.txt");
    Files.writeString(exposition, Exposition.text(metrics));
    Path said = directory.resolve("promtool.txt");
    Process process =
        new ProcessBuilder(promtool.toString(), "check", "metrics")
            .redirectInput(exposition.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(said, StandardCharsets.UTF_8)).isEmpty();
    assertThat(process.exitValue()).isZero();
  }

  /** Missing on a developer's machine, the test is skipped; in CI it must be there. */
  private static Path promtool() throws IOException {
    Optional<Path> found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(directory -> Path.of(directory, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(found.isPresent(), "promtool is not on the PATH: install Debian's 'prometheus'");
    }
    return found.orElseThrow(() -> new IOException("promtool is not on the PATH, and CI=true"));
  }
}
