package io.choicesherpa.telemetry.output;

import io.choicesherpa.telemetry.Telemetry;
import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.logging.LogbackSetup;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plain {@code main} that logs so many lines, says so by making a file, and then ends as it is
 * told: {@code exit}, {@code return}, or {@code wait} for a signal. Its own shutdown hook logs the
 * last lines after the log output's.
 */
final class LoggingProgram {
  static final int LAST_LINES = 100;

  private LoggingProgram() {}

  public static void main(String[] args) throws Exception {
    int lines = Integer.parseInt(args[0]);
    Path marker = Path.of(args[1]);
    Map<String, String> settings =
        new HashMap<>(Map.of("OTLP_ENDPOINT", "none", "METRICS_PORT", "0", "LOG_FLOOD_LIMIT", "0"));
    settings.put("LOG_FILE", args[3]);
    // Not closed: the process may end by a signal at any time.
    Telemetry telemetry =
        Telemetry.start(
            TelemetryConfig.fromEnvironment(settings, new ApplicationIdentity("program", null)),
            MetricCatalogue.empty(),
            System.out);
    Logger log = LoggerFactory.getLogger(LoggingProgram.class);
    LogOutput output = Objects.requireNonNull(LogOutput.of(LogbackSetup.context()), "output");
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  while (output.shutdownHook().getState() != Thread.State.TERMINATED) {
                    Thread.onSpinWait();
                  }
                  for (int i = 0; i < LAST_LINES; i++) {
                    log.info("last {}", i);
                  }
                }));
    for (int i = 0; i < lines; i++) {
      log.info("line {}", i);
    }
    Files.writeString(marker, telemetry.config().serviceName());
    switch (args[2]) {
      case "exit" -> System.exit(0);
      case "wait" -> new CountDownLatch(1).await();
      default -> {
        // Ends by itself, since every thread of the library's is a daemon.
      }
    }
  }
}
