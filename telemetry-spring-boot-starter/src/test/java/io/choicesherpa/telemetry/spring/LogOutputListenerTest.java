package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.ConsoleAppender;
import io.choicesherpa.telemetry.metrics.MetricsServer;
import io.choicesherpa.telemetry.output.LogOutput;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class LogOutputListenerTest {
  private static final int LINES = 3000;
  private static final String TOKEN = "0123456789abcdef";

  @TempDir private Path directory;

  @Test
  void console_isWrittenBehindABufferAndToTheFileToo(CapturedOutput captured) throws Exception {
    Path file = directory.resolve("app.jsonl");
    try (ConfigurableApplicationContext context = start("--LOG_FILE=" + file)) {
      assertThat(root().getAppender("CONSOLE")).isNull();
      LoggerFactory.getLogger("test").info("On the way");
      assertThat(output().flush(Duration.ofSeconds(20))).isTrue();
      List<String> lines =
          captured.getOut().lines().filter(line -> line.contains("On the way")).toList();
      assertThat(lines).hasSize(1);
      assertThat(Files.readAllLines(file)).contains(lines.get(0));
      assertThat(send(context, "GET", "/metrics", "").body())
          .containsPattern("telemetry_log_lines_written_total\\{output=\"file\"} [1-9]");
    }
  }

  @Test
  void consoleWithAFormatOfItsOwn_isKept() {
    try (ConfigurableApplicationContext context =
        start("--telemetry.json-logs.enabled=false", "--spring.main.banner-mode=off")) {
      assertThat(context.isRunning()).isTrue();
      assertThat(LogOutput.of(root().getLoggerContext())).isNull();
      assertThat(root().getAppender("CONSOLE")).isInstanceOf(ConsoleAppender.class);
    }
  }

  @Test
  void consoleWithAFormatOfItsOwn_hasTheFileBesideIt() throws Exception {
    Path file = directory.resolve("app.jsonl");
    try (ConfigurableApplicationContext context =
        start("--telemetry.json-logs.enabled=false", "--LOG_FILE=" + file)) {
      assertThat(context.isRunning()).isTrue();
      LoggerFactory.getLogger("test").info("On the way");
      assertThat(output().flush(Duration.ofSeconds(20))).isTrue();
      assertThat(root().getAppender("CONSOLE")).isInstanceOf(ConsoleAppender.class);
      assertThat(Files.readString(file)).contains("\"message\":\"On the way\"");
    }
  }

  @Test
  void otlpLogs_areAttachedToTheOutputAsLongAsTheApplicationRuns() {
    LogOutput output;
    try (ConfigurableApplicationContext context =
        start("--OTLP_ENDPOINT=http://127.0.0.1:9", "--OTEL_EXPORTER_OTLP_TIMEOUT=10")) {
      assertThat(context.isRunning()).isTrue();
      output = output();
      assertThat(output.getAppender("telemetry-otlp")).isNotNull();
      assertThat(root().getAppender("telemetry-otlp")).isNull();
    }
    assertThat(output.getAppender("telemetry-otlp")).isNull();
  }

  @Test
  void level_isChangedOverTheMetricsListener() throws Exception {
    try (ConfigurableApplicationContext context = start("--METRICS_TOKEN=" + TOKEN)) {
      HttpResponse<String> response =
          send(
              context,
              "PUT",
              "/admin/log-level",
              "{\"logger\":\"com.example\",\"level\":\"trace\",\"expires_in_seconds\":60}");
      assertThat(response.statusCode()).isEqualTo(200);
      Logger logger = (Logger) LoggerFactory.getLogger("com.example");
      assertThat(logger.getLevel()).isEqualTo(Level.TRACE);
    }
    assertThat(((Logger) LoggerFactory.getLogger("com.example")).getLevel()).isNull();
  }

  /** A real process with a pipe that nobody reads until the signal was sent. */
  @Test
  void sigterm_losesNothing() throws Exception {
    Path marker = directory.resolve("marker");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                marker.toString())
            .redirectError(directory.resolve("errors").toFile())
            .start();
    try {
      long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!Files.exists(marker)) {
        assertThat(System.nanoTime()).as("waited 60 s").isLessThan(deadlineNanos);
        assertThat(process.isAlive()).isTrue();
        Thread.onSpinWait();
      }
      process.toHandle().destroy();
      List<String> lines;
      try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
        lines = reader.lines().filter(line -> line.contains("\"target\":\"program\"")).toList();
      }
      assertThat(lines).hasSize(LINES + 1);
      assertThat(lines.get(LINES)).contains("\"closing\"");
    } finally {
      process.destroyForcibly();
    }
  }

  private static LogOutput output() {
    return Objects.requireNonNull(LogOutput.of(root().getLoggerContext()), "no output");
  }

  private static Logger root() {
    return ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static ConfigurableApplicationContext start(String... more) {
    return startWith(Stream.of(more));
  }

  private static ConfigurableApplicationContext startWith(Stream<String> more) {
    SpringApplication application = new SpringApplication(Program.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setDefaultProperties(Map.of("METRICS_PORT", "0", "OTLP_ENDPOINT", "none"));
    return application.run(more.toArray(String[]::new));
  }

  private static HttpResponse<String> send(
      ConfigurableApplicationContext context, String method, String path, String body)
      throws Exception {
    int port = context.getBean(MetricsServer.class).port();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** Logs, says that it has, and waits for a signal. */
  @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
  static class Program implements AutoCloseable {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("program");

    public static void main(String[] args) throws Exception {
      startWith(Stream.of("--LOG_FLOOD_LIMIT=0"));
      for (int i = 0; i < LINES; i++) {
        LOG.info("line {}", i);
      }
      Files.writeString(Path.of(args[0]), "logged");
      new CountDownLatch(1).await();
    }

    @Override
    public void close() {
      LOG.info("closing");
    }
  }
}
