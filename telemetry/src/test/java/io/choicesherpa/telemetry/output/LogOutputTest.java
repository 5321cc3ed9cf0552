package io.choicesherpa.telemetry.output;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import io.choicesherpa.telemetry.logging.JsonLogEncoder;
import io.choicesherpa.telemetry.logging.LevelFilter;
import io.choicesherpa.telemetry.logging.LogLines;
import io.choicesherpa.telemetry.logging.LogbackSetup;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.output.LogOutput.LineQueues;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class LogOutputTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final LoggerContext context = new LoggerContext();
  private final AtomicLong nanos = new AtomicLong();
  private int floodLimitPerSecond;
  private final BlockingDestination working = new BlockingDestination(false);
  private final BlockingDestination blocked = new BlockingDestination(true);

  @BeforeEach
  void contextHasAnMdc() {
    context.setMDCAdapter((LogbackMDCAdapter) MDC.getMDCAdapter());
  }

  @AfterEach
  void stop() {
    blocked.release();
    context.stop();
  }

  @Test
  void lines_areWrittenInOrderWithTheCallersThread() {
    LogOutput output = start(working);
    for (int i = 0; i < 1000; i++) {
      context.getLogger("a").info("line {}", i);
    }
    assertThat(output.flush(LONG)).isTrue();
    List<JsonNode> lines = working.lines().stream().map(LogLines::parse).toList();
    assertThat(lines).hasSize(1000);
    for (int i = 0; i < 1000; i++) {
      assertThat(lines.get(i).get("message").asString()).isEqualTo("line " + i);
    }
    assertThat(lines.get(0).get("thread").asString()).isEqualTo(Thread.currentThread().getName());
    assertThat(lines.get(0).get("file").asString()).endsWith("LogOutputTest.java");
    assertThat(output.written(OutputName.STDOUT)).isEqualTo(1000);
  }

  @Test
  void linesThatWait_areWrittenAsOneBatch() throws Exception {
    LogOutput output = start(blocked);
    context.getLogger("a").info("first");
    blocked.awaitWriter();
    for (int i = 0; i < 40; i++) {
      context.getLogger("a").info("more");
    }
    blocked.release();
    assertThat(output.flush(LONG)).isTrue();
    assertThat(blocked.lines()).hasSize(41);
    assertThat(blocked.batches()).isEqualTo(2);
  }

  @Test
  void blockedOutput_blocksNoCallerDropsTheUnimportantFirstAndTellsAfterwards() throws Exception {
    LogOutput output = start(blocked);
    context.getLogger("a").info("taken by the writer");
    blocked.awaitWriter();
    for (int i = 0; i < 1000; i++) {
      context.getLogger("a").info("info");
    }
    for (int i = 0; i < 10; i++) {
      context.getLogger("a").error("error");
    }
    assertThat(output.queued(OutputName.STDOUT)).isEqualTo(48 + 10);
    assertThat(output.lost(OutputName.STDOUT, LossReason.BUFFER_FULL)).isEqualTo(1000 - 48);

    blocked.release();
    assertThat(output.flush(LONG)).isTrue();
    await(() -> has(blocked, "Log lines dropped: an output did not keep up"));
    assertThat(blocked.lines()).filteredOn(line -> line.contains("\"error\"")).hasSize(10);
    JsonNode notice = find(blocked, "Log lines dropped: an output did not keep up");
    assertThat(notice.get("level").asString()).isEqualTo("WARN");
    assertThat(notice.get("fields").get("dropped").asLong()).isEqualTo(952);
    assertThat(notice.get("fields").get("output").asString()).isEqualTo("stdout");
  }

  @Test
  void blockedOutput_doesNotHoldUpAnother() throws Exception {
    BlockingDestination file = new BlockingDestination(false, OutputName.FILE);
    start(blocked, file);
    context.getLogger("a").info("line");
    blocked.awaitWriter();
    await(() -> file.lines().size() == 1);
  }

  @Test
  void stopping_writesWhatWaits() throws Exception {
    start(blocked);
    context.getLogger("a").info("first");
    blocked.awaitWriter();
    for (int i = 0; i < 40; i++) {
      context.getLogger("a").info("more");
    }
    Thread release = new Thread(blocked::release);
    release.start();
    context.stop();
    assertThat(blocked.lines()).hasSize(41);
    release.join();
  }

  @Test
  void stopping_withAnOutputThatBlocks_endsAtItsLimitAndCountsWhatWasCutOff() throws Exception {
    LogOutput output = start(Duration.ofMillis(50), blocked);
    context.getLogger("a").info("first");
    blocked.awaitWriter();
    context.getLogger("a").info("second");
    context.stop();
    assertThat(output.lost(OutputName.STDOUT, LossReason.SHUTDOWN)).isEqualTo(2);
  }

  @Test
  void endOfTheProcess_withAFullBuffer_waitsForRoomAndForEachLine() throws Exception {
    LogOutput output = start(blocked);
    context.getLogger("a").info("taken by the writer");
    blocked.awaitWriter();
    for (int i = 0; i < 48; i++) {
      context.getLogger("a").info("waiting");
    }
    Thread end = output.shutdownHook();
    Runtime.getRuntime().removeShutdownHook(end);
    end.start();
    while (!output.isEnding()) {
      Thread.onSpinWait();
    }
    Thread release = new Thread(blocked::release);
    release.start();
    context.getLogger("a").info("last");
    assertThat(blocked.lines()).hasSize(50).last().asString().contains("last");
    assertThat(output.lost(OutputName.STDOUT, LossReason.BUFFER_FULL)).isZero();
    release.join();
    end.join();
  }

  @Test
  void endOfTheProcess_withAnOutputThatBlocks_waitsInVainOnce() throws Exception {
    LogOutput output = start(Duration.ofMillis(200), blocked);
    context.getLogger("a").info("taken by the writer");
    blocked.awaitWriter();
    Thread end = output.shutdownHook();
    Runtime.getRuntime().removeShutdownHook(end);
    end.start();
    end.join();
    long before = System.nanoTime();
    for (int i = 0; i < 40; i++) {
      context.getLogger("a").info("line");
    }
    assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(4));
  }

  @Test
  void brokenOutput_isOneWarningElsewhereAndCountedAndToldWhenItWorksAgain() {
    BlockingDestination file = new BlockingDestination(false, OutputName.FILE);
    file.broken.set(true);
    LogOutput output = start(working, file);
    for (int i = 0; i < 5; i++) {
      context.getLogger("a").info("line");
      assertThat(output.flush(LONG)).isTrue();
    }
    await(() -> has(working, "cannot be written"));
    assertThat(output.flush(LONG)).isTrue();
    assertThat(output.lost(OutputName.FILE, LossReason.WRITE_FAILED)).isGreaterThanOrEqualTo(5);
    assertThat(working.lines()).filteredOn(l -> l.contains("cannot be written")).hasSize(1);
    assertThat(find(working, "cannot be written").get("fields").get("cause").asString())
        .isEqualTo("IOException: No space left on device");

    file.broken.set(false);
    context.getLogger("a").info("line");
    await(() -> has(working, "are written to an output again"));
    JsonNode again = find(working, "are written to an output again");
    assertThat(again.get("fields").get("lost").asLong())
        .isEqualTo(output.lost(OutputName.FILE, LossReason.WRITE_FAILED));
    assertThat(working.lines()).filteredOn(l -> l.contains("\"line\"")).hasSize(6);
  }

  @Test
  void destinationThatFailsInAnyOtherWay_doesNotEndTheWriter() {
    BlockingDestination other = new BlockingDestination(false, OutputName.FILE);
    LineDestination failing =
        new LineDestination() {
          private boolean failed;

          @Override
          public OutputName name() {
            return OutputName.STDOUT;
          }

          @Override
          public void write(byte[] lines, int length) throws IOException {
            if (!failed) {
              failed = true;
              throw new StackOverflowError();
            }
            working.write(lines, length);
          }

          @Override
          public void close() {}
        };
    LogOutput output = start(failing, other);
    context.getLogger("a").info("lost");
    assertThat(output.flush(LONG)).isTrue();
    context.getLogger("a").info("kept");
    await(() -> has(working, "kept"));
  }

  @Test
  void floodedLogger_isCutDownAndToldOfInALineAndToAttachedAppenders() {
    floodLimitPerSecond = 1;
    LogOutput output = start(working);
    ListAppender<ILoggingEvent> attached = new ListAppender<>();
    attached.setContext(context);
    attached.start();
    output.addAppender(attached);
    for (int i = 0; i < 15; i++) {
      context.getLogger("noisy").info("noise");
    }
    context.stop();
    assertThat(working.lines()).filteredOn(l -> l.contains("\"noise\"")).hasSize(5);
    JsonNode notice = find(working, "flooded");
    assertThat(notice.get("fields").get("logger").asString()).isEqualTo("noisy");
    assertThat(notice.get("fields").get("level").asString()).isEqualTo("INFO");
    assertThat(notice.get("fields").get("dropped").asLong()).isEqualTo(10);
    assertThat(attached.list).hasSize(6);
    assertThat(attached.isStarted()).isFalse();
  }

  @Test
  void floodThatEbbs_isToldWhileTheProcessRuns() {
    floodLimitPerSecond = 1;
    start(working);
    for (int i = 0; i < 15; i++) {
      context.getLogger("noisy").info("noise");
    }
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
    await(() -> has(working, "flooded"));
  }

  @Test
  void filter_concernsTheLinesAlone() {
    LogOutput output = start(working);
    ListAppender<ILoggingEvent> attached = new ListAppender<>();
    attached.setContext(context);
    attached.start();
    output.addAppender(attached);
    ThresholdFilter warnings = new ThresholdFilter();
    warnings.setLevel(Level.WARN.toString());
    warnings.start();
    output.addFilter(warnings);
    context.getLogger("a").info("info");
    context.getLogger("a").warn("warn");
    assertThat(output.flush(LONG)).isTrue();
    assertThat(working.lines()).hasSize(1).first().asString().contains("warn");
    assertThat(attached.list).hasSize(2);
  }

  @Test
  void metrics_tellWhatWasWrittenLostAndFlooded() throws Exception {
    floodLimitPerSecond = 1;
    LogOutput output = start(blocked);
    Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
    LogOutputMetrics.register(metrics, output);
    context.getLogger("audit").info("taken by the writer");
    blocked.awaitWriter();
    for (int i = 0; i < 65; i++) {
      context.getLogger("audit").info("act");
    }
    for (int i = 0; i < 15; i++) {
      context.getLogger("a").info("info");
    }
    assertThat(text(metrics))
        .contains("telemetry_log_lines_queued{output=\"stdout\"} 64.0")
        .contains("telemetry_log_lines_dropped_total{output=\"stdout\",reason=\"buffer_full\"} 6.0")
        .contains("telemetry_log_lines_dropped_total{output=\"file\",reason=\"shutdown\"} 0.0")
        .contains("telemetry_log_lines_flooded_total 10.0");
    blocked.release();
    assertThat(output.flush(LONG)).isTrue();
    context.stop();
    assertThat(output.written(OutputName.STDOUT)).isGreaterThanOrEqualTo(65);
    assertThat(text(metrics))
        .contains("telemetry_log_lines_queued{output=\"stdout\"} 0.0")
        .contains(
            "telemetry_log_lines_written_total{output=\"stdout\"} "
                + (double) output.written(OutputName.STDOUT));
  }

  @Test
  void of_findsTheOutputOfTheRootLogger() {
    LogOutput output = start(working);
    assertThat(LogOutput.of(context)).isSameAs(output);
    assertThat(LogOutput.of(new LoggerContext())).isNull();
  }

  private LogOutput start(LineDestination... destinations) {
    return start(LONG, destinations);
  }

  /** A blocked one has room for 64 lines, 48 of them for those below WARN. */
  private LogOutput start(Duration closeLimit, LineDestination... destinations) {
    LogOutput output =
        new LogOutput(
            new JsonLogEncoder("choice-sherpa", "test"),
            List.of(destinations),
            new LineQueues(destinations[0] == blocked ? 64 : 2048, 1_000_000),
            new FloodLimit(floodLimitPerSecond),
            Clock.fixed(Instant.ofEpochMilli(4_000_000_000_000L), ZoneOffset.UTC),
            nanos::get,
            closeLimit);
    LogbackSetup.apply(context, LevelFilter.parse("info"), output);
    return output;
  }

  private static boolean has(BlockingDestination destination, String message) {
    return destination.lines().stream()
        .anyMatch(line -> LogLines.parse(line).get("message").asString().contains(message));
  }

  private static JsonNode find(BlockingDestination destination, String message) {
    return destination.lines().stream()
        .map(LogLines::parse)
        .filter(line -> line.get("message").asString().contains(message))
        .findFirst()
        .orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited 20 s").isLessThan(deadlineNanos);
      Thread.onSpinWait();
    }
  }

  private static String text(Metrics metrics) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, metrics.registry().scrape());
    return out.toString(StandardCharsets.UTF_8);
  }
}
