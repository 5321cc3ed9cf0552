package io.choicesherpa.telemetry.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.errors.EnvelopeReceiver;
import io.choicesherpa.telemetry.testing.JavaProgram;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real processes that end with spans, records and reports still queued. */
@Timeout(120)
class ProcessEndTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"exit, 0", "wait, 143"})
  void processThatEndsWithoutClosing_hasDeliveredWhatItRecorded(String end, int exitValue)
      throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start(0);
        EnvelopeReceiver sentry = EnvelopeReceiver.start(0)) {
      Process process = start(end, receiver.port(), sentry.dsn());
      try {
        JavaProgram.awaitFile(process, recorded());
        if (end.equals("wait")) {
          process.toHandle().destroy();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      } finally {
        process.destroyForcibly();
      }

      assertThat(process.exitValue()).isEqualTo(exitValue);
      assertThat(receiver.spans()).extracting(Span::getName).containsExactly("climb");
      assertThat(receiver.logs())
          .extracting(record -> record.getBody().getStringValue())
          .contains("Turning back");
      assertThat(sentry.next().at("/exception/values/0/value").asString()).isEqualTo("avalanche");
      assertThat(directory.resolve("heads")).content().contains(" 1 ");
    }
  }

  private Process start(String end, int port, String dsn) throws Exception {
    ProcessBuilder builder = JavaProgram.of(RecordingProgram.class, recorded().toString(), end);
    builder
        .environment()
        .putAll(
            Map.of(
                "OTLP_ENDPOINT", "http://127.0.0.1:" + port,
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                // The time for it never comes by itself.
                "OTEL_BSP_SCHEDULE_DELAY", "600000",
                "OTEL_BLRP_SCHEDULE_DELAY", "600000",
                "TRACE_SAMPLE_RATE", "1",
                "METRICS_PORT", "0",
                "SENTRY_DSN", dsn,
                "AUDIT_HEAD_FILE", directory.resolve("heads").toString()));
    return builder
        .redirectOutput(directory.resolve("output").toFile())
        .redirectError(directory.resolve("errors").toFile())
        .start();
  }

  private Path recorded() {
    return directory.resolve("recorded");
  }
}
