package io.choicesherpa.examples.plain;

import io.choicesherpa.telemetry.Telemetry;
import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.metrics.LabelDefinition;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.MetricDefinition;
import io.opentelemetry.context.Context;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program without a framework: a span, a log line inside it and one on another thread, an error,
 * one metric of its own. At its end it scrapes itself, to show what Prometheus would read.
 */
public final class PlainMain {

  private static final Logger LOG = LoggerFactory.getLogger(PlainMain.class);
  private static final MetricDefinition PEAKS =
      MetricDefinition.counter("peaks_climbed_total")
          .help("Peaks climbed.")
          .label(LabelDefinition.closed("season", "summer", "winter"))
          .build();

  private PlainMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    TelemetryConfig config;
    try {
      config =
          TelemetryConfig.fromEnvironment(
              System.getenv(), ApplicationIdentity.of("hiker", PlainMain.class));
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      System.exit(ConfigurationException.EXIT_CODE);
      return;
    }
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Telemetry telemetry = Telemetry.start(config, MetricCatalogue.of(PEAKS), System.out)) {
      Executor withContext = Context.taskWrapping((Executor) threads);
      CounterDataPoint summer = telemetry.metrics().counter(PEAKS).labels("summer");
      telemetry
          .tracing()
          .run(
              "climb",
              span -> {
                span.setAttribute("peak", "Rax");
                LOG.atInfo().addKeyValue("metres", 2007).log("On the top");
                withContext.execute(() -> LOG.info("Photograph taken"));
                summer.inc();
              });
      try {
        telemetry.tracing().run("descend", span -> descend());
      } catch (IllegalStateException e) {
        LOG.atError().setCause(e).log("Lost the way");
      }
      threads.shutdown();
      boolean done = threads.awaitTermination(10, TimeUnit.SECONDS);
      LOG.atInfo().addKeyValue("done", done).addKeyValue("exposed", scrape(telemetry)).log("Home again");
    }
  }

  private static void descend() {
    throw new IllegalStateException("fog");
  }

  private static String scrape(Telemetry telemetry) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + telemetry.metricsServer().port() + "/metrics"));
    String token = telemetry.config().metricsToken();
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith("peaks_climbed_total{season=\"summer\"}"))
        .findFirst()
        .orElse("");
  }
}
