package io.choicesherpa.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The whole text that a scraper reads, byte for byte: names, types, help, labels and buckets. */
class ExpositionTest {

  @Test
  void exposition_atStartUp_hasEverySeriesThatIsKnown() throws IOException {
    Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);

    assertThat(Exposition.text(metrics)).isEqualTo(golden("exposition-at-start-up.txt"));
  }

  @Test
  void exposition_afterOneOfEach_showsWhatWasRecorded() throws IOException {
    Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
    HttpMetrics http = new HttpMetrics(metrics);
    http.inFlight("POST").inc();
    http.route("POST", "/api/sessions").record(201, TimeUnit.MILLISECONDS.toNanos(125));
    http.route("BREW", HttpMetrics.UNMATCHED_PATH).record(405, TimeUnit.MILLISECONDS.toNanos(1));
    AiMetrics ai = new AiMetrics(metrics);
    ai.expectModel("openai", "gpt-5-mini", "free");
    ai.promptTokens("openai", "gpt-5-mini").inc(120);
    ai.completionTokens("openai", "gpt-5-mini").inc(30);
    ai.costCents("openai", "gpt-5-mini", "free").add(new BigDecimal("0.009"));
    ai.duration("openai", true).observe(2.5);
    ai.errors("openai", "rate_limited").inc();
    ai.inputTokensOfCall("chat", "openai", "gpt-5-mini").observe(120);
    ai.outputTokensOfCall("chat", "openai", "gpt-5-mini").observe(30);
    ai.operationDuration("chat", "openai", "gpt-5-mini", "").observe(2.5);
    ai.timeToFirstChunk("chat", "openai", "gpt-5-mini").observe(0.5);
    EventMetrics events = new EventMetrics(metrics);
    events.expectPublished("session.created");
    events.expectProcessed("session.created", "dashboard");
    events.published("session.created").inc();
    events.duration("session.created").observe(0.0625);
    events.pendingInOutbox().set(3);
    new RateLimitMetrics(metrics).hits("user", "messages").inc();
    DatabaseMetrics database = new DatabaseMetrics(metrics);
    database.queryDuration("SELECT").observe(0.000125);
    database.queryDuration("VACUUM").observe(0.5);
    database.connectionsOpened().inc(4);
    database.addPool(new DatabaseMetrics.Pool(() -> 4, () -> 3, () -> 1, () -> 10));
    WebSocketMetrics webSocket = new WebSocketMetrics(metrics);
    webSocket.connectionsActive().inc();
    webSocket.messagesSent().inc();
    PipelineMetrics pipeline = new PipelineMetrics(metrics);
    pipeline.exported(ExportedSignal.TRACES, 512);
    pipeline.dropped(ExportedSignal.LOGS, DropReason.QUEUE_FULL, 7);
    pipeline.exportFailed(ExportedSignal.TRACES);
    pipeline.queued(ExportedSignal.TRACES, () -> 17);
    pipeline.traceKept(KeptReason.SLOW);
    pipeline.unsampledHeld(() -> 5);
    pipeline.unsampledLost(HoldingLoss.MEMORY, 2);
    ErrorReportMetrics errors = new ErrorReportMetrics(metrics);
    errors.reported().inc(3);
    errors.dropped(DropReason.QUEUE_FULL).inc(5);
    errors.queued().set(2);

    assertThat(Exposition.text(metrics)).isEqualTo(golden("exposition-after-one-of-each.txt"));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = ExpositionTest.class.getResourceAsStream(name)) {
      assertThat(in).as("golden file %s", name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
