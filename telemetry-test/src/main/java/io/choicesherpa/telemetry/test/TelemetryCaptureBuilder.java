package io.choicesherpa.telemetry.test;

import io.choicesherpa.telemetry.logging.LevelFilter;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import io.choicesherpa.telemetry.redaction.Redactor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link TelemetryCapture}. Not thread-safe. */
public final class TelemetryCaptureBuilder {

  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(2);

  private double sampleRate = 1;
  private String service = "test";
  private String environment = "test";
  private Duration patience = DEFAULT_PATIENCE;
  private MetricCatalogue catalogue = StandardMetrics.CATALOGUE;
  private @Nullable Metrics metrics;
  private @Nullable LevelFilter logLevels;
  private Redactor redactor = Redactor.standard();

  TelemetryCaptureBuilder() {}

  /**
   * Share of new traces that is sampled, as {@code TRACE_SAMPLE_RATE}; 1 unless set. A parent's
   * decision is followed in any case.
   *
   * @param rate 0 to 1 inclusive
   */
  public TelemetryCaptureBuilder sampleRate(double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("sampleRate " + rate + " is not within 0 and 1");
    }
    sampleRate = rate;
    return this;
  }

  /** No new trace is sampled: what most requests of a service in production meet. */
  public TelemetryCaptureBuilder unsampled() {
    return sampleRate(0);
  }

  /**
   * Adds an application's own metrics to the library's.
   *
   * @throws IllegalStateException if {@link #existingMetrics} was called
   */
  public TelemetryCaptureBuilder metrics(MetricCatalogue own) {
    if (metrics != null) {
      throw new IllegalStateException("metrics(catalogue) and existingMetrics exclude each other");
    }
    catalogue = catalogue.plus(own);
    return this;
  }

  /** Looks at these instead of metrics of its own; what they hold already counts as the start. */
  public TelemetryCaptureBuilder existingMetrics(Metrics existing) {
    metrics = existing;
    return this;
  }

  /** The names on the log lines; {@code test} and {@code test} unless set. */
  public TelemetryCaptureBuilder service(String name, String environmentName) {
    service = name;
    environment = environmentName;
    return this;
  }

  /**
   * Gives loggers these levels until the capture ends; they stay as they are unless set.
   *
   * @param directives as {@code LOG_LEVEL}: {@code debug} or {@code info,org.example=trace}
   * @throws IllegalArgumentException naming the part that is wrong
   */
  public TelemetryCaptureBuilder logLevels(String directives) {
    logLevels = LevelFilter.parse(directives);
    return this;
  }

  /**
   * Redacts by these rules too, and lets prompts and answers of AI calls through if they say so: as
   * {@code REDACTION_RULES} and {@code AI_CAPTURE_CONTENT}.
   */
  public TelemetryCaptureBuilder redaction(RedactionSettings settings) {
    redactor = Redactor.of(settings);
    return this;
  }

  /** How long {@link TelemetryCapture#verify} waits for spans to end; two seconds unless set. */
  public TelemetryCaptureBuilder patience(Duration limit) {
    patience = limit;
    return this;
  }

  /**
   * Begins to capture.
   *
   * @throws IllegalStateException if SLF4J is bound to something other than Logback
   */
  public TelemetryCapture start() {
    return new TelemetryCapture(this);
  }

  double sampleRate() {
    return sampleRate;
  }

  Metrics metrics() {
    return metrics == null ? new Metrics(catalogue) : metrics;
  }

  Redactor redactor() {
    return redactor;
  }

  String service() {
    return service;
  }

  String environment() {
    return environment;
  }

  Duration patience() {
    return patience;
  }

  @Nullable LevelFilter logLevels() {
    return logLevels;
  }
}
