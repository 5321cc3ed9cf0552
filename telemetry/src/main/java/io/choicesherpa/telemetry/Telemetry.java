package io.choicesherpa.telemetry;

import ch.qos.logback.classic.LoggerContext;
import io.choicesherpa.telemetry.admin.LogLevelAdmin;
import io.choicesherpa.telemetry.ai.AiTelemetry;
import io.choicesherpa.telemetry.ai.PriceTable;
import io.choicesherpa.telemetry.audit.AuditHeadFile;
import io.choicesherpa.telemetry.audit.AuditLog;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.errors.ErrorLogAppender;
import io.choicesherpa.telemetry.errors.ErrorReporter;
import io.choicesherpa.telemetry.errors.UncaughtErrors;
import io.choicesherpa.telemetry.events.EventTelemetry;
import io.choicesherpa.telemetry.http.HttpClientTelemetry;
import io.choicesherpa.telemetry.http.HttpServerTelemetry;
import io.choicesherpa.telemetry.logging.JsonLogEncoder;
import io.choicesherpa.telemetry.logging.LevelFilter;
import io.choicesherpa.telemetry.logging.LogbackSetup;
import io.choicesherpa.telemetry.logging.OtlpLogAppender;
import io.choicesherpa.telemetry.metrics.AiMetrics;
import io.choicesherpa.telemetry.metrics.ErrorReportMetrics;
import io.choicesherpa.telemetry.metrics.EventMetrics;
import io.choicesherpa.telemetry.metrics.HttpMetrics;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.MetricsServer;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.choicesherpa.telemetry.metrics.RuntimeMetrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.output.LogOutput;
import io.choicesherpa.telemetry.output.LogOutputMetrics;
import io.choicesherpa.telemetry.pipeline.Pipeline;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.tracing.Tracing;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The whole library for a program without a framework: JSON log lines, traces by OTLP, metrics on a
 * listener of their own.
 *
 * <pre>{@code
 * TelemetryConfig config =
 *     TelemetryConfig.fromEnvironment(System.getenv(), ApplicationIdentity.of("hiker", Main.class));
 * try (Telemetry telemetry = Telemetry.start(config, MetricCatalogue.empty(), System.out)) {
 *   telemetry.tracing().run("climb", span -> log.info("On the way"));
 * }
 * }</pre>
 *
 * <p>One per process, since it sets up the process's logging. A process that ends without {@link
 * #close}, by a signal or {@link System#exit}, still gives up to twice {@link Pipeline#CLOSE_LIMIT}
 * to what has been recorded. Thread-safe.
 */
public final class Telemetry implements AutoCloseable {

  private final TelemetryConfig config;
  private final Metrics metrics;
  private final Pipeline pipeline;
  private final Tracing tracing;
  private final MetricsServer metricsServer;
  private final LogOutput logOutput;
  private final @Nullable OtlpLogAppender otlpLogs;
  private final AuditLog audit;
  private final @Nullable AuditHeadFile auditHeads;
  private final LogLevelAdmin levels;
  private final ErrorReporter errors;
  private final ErrorLogAppender errorLogs;
  private final UncaughtErrors uncaught;
  private final Thread shutdownHook = new Thread(this::flushLast, "telemetry-shutdown");

  private Telemetry(
      TelemetryConfig config,
      Metrics metrics,
      Pipeline pipeline,
      MetricsServer metricsServer,
      LogOutput logOutput,
      @Nullable OtlpLogAppender otlpLogs,
      AuditLog audit,
      LogLevelAdmin levels,
      ErrorReporter errors) {
    this.config = config;
    this.metrics = metrics;
    this.pipeline = pipeline;
    this.tracing = new Tracing(pipeline.openTelemetry());
    this.metricsServer = metricsServer;
    this.logOutput = logOutput;
    this.otlpLogs = otlpLogs;
    this.audit = audit;
    Path heads = config.auditHeadFile();
    this.auditHeads =
        heads == null
            ? null
            : AuditHeadFile.start(audit, heads, AuditHeadFile.DEFAULT_INTERVAL, Clock.systemUTC());
    this.levels = levels;
    this.errors = errors;
    this.errorLogs = ErrorLogAppender.attach(errors);
    this.uncaught = UncaughtErrors.install();
  }

  /**
   * Starts everything.
   *
   * @param ownMetrics the application's own definitions; they join the library's
   * @param logStream where log lines go, as a rule {@link System#out}; never closed
   * @throws ConfigurationException when an {@code OTEL_*} variable cannot be used
   * @throws java.io.UncheckedIOException when the metrics listener's port cannot be had
   */
  public static Telemetry start(
      TelemetryConfig config, MetricCatalogue ownMetrics, OutputStream logStream) {
    Redactor redactor = Redactor.of(config.redaction());
    Metrics metrics = new Metrics(StandardMetrics.CATALOGUE.plus(ownMetrics), redactor);
    String version = config.serviceVersion();
    RuntimeMetrics.register(metrics, config.serviceName(), version == null ? "unknown" : version);
    Pipeline pipeline = Pipeline.start(config, redactor, new PipelineMetrics(metrics));
    OtlpLogAppender otlpLogs =
        config.otlpEndpoint() == null
            ? null
            : new OtlpLogAppender(pipeline.sdk().getSdkLoggerProvider(), redactor);
    LoggerContext logging = LogbackSetup.context();
    LogOutput logOutput =
        new LogOutput(
            new JsonLogEncoder(config.serviceName(), config.environment(), redactor, true),
            logStream,
            config.logOutput());
    LogbackSetup.apply(logging, LevelFilter.parse(config.logLevel()), logOutput);
    if (otlpLogs != null) {
      otlpLogs.setContext(logging);
      otlpLogs.start();
      logOutput.addAppender(otlpLogs);
    }
    LogOutputMetrics.register(metrics, logOutput);
    AuditLog audit = new AuditLog(logging, redactor, Clock.systemUTC());
    LogLevelAdmin levels = new LogLevelAdmin(logging, audit, Clock.systemUTC());
    try {
      MetricsServer server =
          MetricsServer.start(
              metrics,
              config.metricsBindAddress(),
              config.metricsPort(),
              config.metricsToken(),
              levels.routes());
      ErrorReporter errors =
          ErrorReporter.start(
              config, redactor, new ErrorReportMetrics(metrics), Telemetry.class.getClassLoader());
      Telemetry telemetry =
          new Telemetry(
              config, metrics, pipeline, server, logOutput, otlpLogs, audit, levels, errors);
      Runtime.getRuntime().addShutdownHook(telemetry.shutdownHook);
      return telemetry;
    } catch (RuntimeException e) {
      levels.close();
      pipeline.close();
      throw e;
    }
  }

  /** What it was started with. */
  public TelemetryConfig config() {
    return config;
  }

  /** The scoped API for spans, and the OpenTelemetry instance behind it. */
  public Tracing tracing() {
    return tracing;
  }

  /** The metrics, for an application's own instruments. */
  public Metrics metrics() {
    return metrics;
  }

  /** The audit trail, one chain for each start. */
  public AuditLog audit() {
    return audit;
  }

  /** Where metrics are scraped from; tells the port when any free one was asked for. */
  public MetricsServer metricsServer() {
    return metricsServer;
  }

  /** Reports errors where {@code SENTRY_DSN} says, else to nobody. */
  public ErrorReporter errors() {
    return errors;
  }

  /**
   * Makes the telemetry of an HTTP server.
   *
   * @param excludedPaths exact paths that are no traffic, such as health probes
   */
  public HttpServerTelemetry http(Collection<String> excludedPaths) {
    return new HttpServerTelemetry(
        tracing,
        new HttpMetrics(metrics),
        excludedPaths,
        System::nanoTime,
        Redactor.of(config.redaction()));
  }

  /** Makes the telemetry of HTTP requests that the application sends. */
  public HttpClientTelemetry httpClient() {
    return new HttpClientTelemetry(tracing);
  }

  /**
   * Makes the telemetry of an event bus.
   *
   * @param system {@code messaging.system}, such as {@code redis}
   */
  public EventTelemetry events(String system) {
    return new EventTelemetry(tracing, new EventMetrics(metrics), system, System::nanoTime);
  }

  /** Makes the telemetry of calls to AI providers, priced by {@code prices}. */
  public AiTelemetry ai(PriceTable prices) {
    return new AiTelemetry(
        tracing.openTelemetry(),
        new AiMetrics(metrics),
        prices,
        Clock.systemUTC(),
        System::nanoTime,
        Redactor.of(config.redaction()));
  }

  /**
   * Waits until what was logged and recorded so far has been written and exported, twice {@link
   * Pipeline#CLOSE_LIMIT} at most.
   */
  public boolean flush() {
    boolean written = logOutput.flush(Pipeline.CLOSE_LIMIT);
    return pipeline.flush(Pipeline.CLOSE_LIMIT) && written;
  }

  /**
   * A process can end without {@link #close}, by a signal say. Nothing is closed then: whatever
   * else is at its end may still log and record, and close.
   */
  private void flushLast() {
    if (auditHeads != null) {
      auditHeads.write();
    }
    pipeline.flush(Pipeline.CLOSE_LIMIT);
    errors.flush(Pipeline.CLOSE_LIMIT);
  }

  /**
   * Exports what is queued, within {@link Pipeline#CLOSE_LIMIT}, closes the listener, and waits as
   * long again for what was logged to be written. Logging goes on: the last lines are those of the
   * process's end.
   */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Then it runs, or has run, beside this.
    }
    levels.close();
    if (auditHeads != null) {
      auditHeads.close();
    }
    uncaught.close();
    errorLogs.close();
    errors.close();
    if (otlpLogs != null) {
      otlpLogs.stop();
    }
    pipeline.close();
    metricsServer.close();
    logOutput.flush(Pipeline.CLOSE_LIMIT);
  }
}
