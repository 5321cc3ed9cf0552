package io.choicesherpa.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.errors.EnvelopeReceiver;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.MetricDefinition;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TelemetryTest {

  private static final Logger LOG = LoggerFactory.getLogger(TelemetryTest.class);
  private static final MetricDefinition HIKES =
      MetricDefinition.counter("hikes_total").help("Hikes begun.").build();

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  @AfterEach
  void restoreLogging() throws JoranException {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    new ContextInitializer(context).autoConfig();
  }

  @Test
  void plainMain_unsampled_hasCompleteLinesAndMetrics() throws Exception {
    try (Telemetry telemetry = start()) {
      RequestContext request = RequestContext.create("req-1");
      try (Scope ignored = request.storeIn(Context.current()).makeCurrent()) {
        telemetry
            .tracing()
            .run(
                "climb",
                span -> {
                  span.setAttribute("mountain", "K2");
                  LOG.atInfo().addKeyValue("metres", 8611).log("On the way");
                });
      }
      telemetry.metrics().counter(HIKES).labels().inc();

      assertThat(telemetry.flush()).isTrue();
      List<String> written = lines.toString(StandardCharsets.UTF_8).lines().toList();
      assertThat(written).hasSize(1);
      JsonNode line = JsonMapper.shared().readTree(written.get(0));
      assertThat(line.get("service").asString()).isEqualTo("hiker");
      assertThat(line.get("message").asString()).isEqualTo("On the way");
      assertThat(line.get("trace_id").asString()).matches("[0-9a-f]{32}");
      assertThat(Integer.parseInt(line.get("trace_flags").asString(), 16) & 1)
          .as("not sampled")
          .isZero();
      assertThat(line.get("request_id").asString()).isEqualTo("req-1");
      assertThat(line.get("span").toString()).isEqualTo("{\"name\":\"climb\",\"mountain\":\"K2\"}");
      assertThat(line.get("file").asString()).endsWith("TelemetryTest.java");
      assertThat(line.get("fields").get("metres").isInt()).isTrue();
      assertThat(scrape(telemetry))
          .contains("hikes_total 1.0")
          .contains("build_info{service=\"hiker\",version=\"1.0\"} 1");
    }
  }

  @Test
  void plainMain_withADsn_reportsItsErrorLines() throws Exception {
    try (EnvelopeReceiver sentry = EnvelopeReceiver.start(0);
        Telemetry telemetry = start(Map.of("SENTRY_DSN", sentry.dsn()))) {
      telemetry
          .tracing()
          .run("climb", span -> LOG.error("Turning back", new IllegalStateException("avalanche")));

      JsonNode event = sentry.next();
      JsonNode line = JsonMapper.shared().readTree(lines.toString(StandardCharsets.UTF_8));
      assertThat(event.at("/fingerprint/0").asString())
          .isEqualTo(line.at("/error/fingerprint").asString());
      assertThat(event.at("/contexts/trace/trace_id").asString())
          .isEqualTo(line.get("trace_id").asString());
      assertThat(telemetry.errors().flush(Duration.ofSeconds(10))).isTrue();
      assertThat(scrape(telemetry)).contains("telemetry_errors_reported_total 1.0");
    }
  }

  private Telemetry start() {
    return start(Map.of());
  }

  private Telemetry start(Map<String, String> more) {
    Map<String, String> variables =
        new HashMap<>(
            Map.of("OTLP_ENDPOINT", "none", "METRICS_PORT", "0", "TRACE_SAMPLE_RATE", "0"));
    variables.putAll(more);
    TelemetryConfig config =
        TelemetryConfig.fromEnvironment(variables, new ApplicationIdentity("hiker", "1.0"));
    return Telemetry.start(config, MetricCatalogue.of(HIKES), lines);
  }

  private static String scrape(Telemetry telemetry) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + telemetry.metricsServer().port() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
