package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.Telemetry;
import io.choicesherpa.telemetry.audit.AuditEvent;
import io.choicesherpa.telemetry.audit.AuditOutcome;
import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plain {@code main} that records a span, an error and an act of its audit trail, says so by
 * making a file, and never closes what it started: it ends by {@code exit}, or waits for a signal.
 */
final class RecordingProgram {

  private RecordingProgram() {}

  public static void main(String[] args) throws Exception {
    Telemetry telemetry =
        Telemetry.start(
            TelemetryConfig.fromEnvironment(
                System.getenv(), new ApplicationIdentity("program", null)),
            MetricCatalogue.empty(),
            System.out);
    Logger log = LoggerFactory.getLogger(RecordingProgram.class);
    telemetry
        .tracing()
        .run("climb", span -> log.error("Turning back", new IllegalStateException("avalanche")));
    telemetry
        .audit()
        .record(new AuditEvent("hut.open", AuditOutcome.SUCCESS, null, "hut", "hut-1"));
    Files.createFile(Path.of(args[0]));
    if (args[1].equals("exit")) {
      System.exit(0);
    }
    new CountDownLatch(1).await();
  }
}
