package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.config.TraceKeeping;
import io.choicesherpa.telemetry.logging.LogbackSetup;
import io.choicesherpa.telemetry.logging.SpanCloseLog;
import io.choicesherpa.telemetry.logging.SpanLevels;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.choicesherpa.telemetry.otlp.OtlpEncoding;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.logs.SdkLoggerProviderBuilder;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * The OpenTelemetry SDK with its batches, its exporters and its end.
 *
 * <p>Recording only ever puts into a bounded queue; export, retries and waiting happen on daemon
 * threads. A receiver that is down, slow or silent costs the application nothing but what it would
 * have received.
 *
 * <p>Thread-safe.
 */
public final class Pipeline implements AutoCloseable {

  /** How long {@link #close} waits for what is still queued. */
  public static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  /** Default of {@code OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT}; a stack trace fits as a rule. */
  static final int ATTRIBUTE_VALUE_LIMIT_CHARS = 16_384;

  /** Default of {@code OTEL_BSP_MAX_QUEUE_SIZE} and {@code OTEL_BLRP_MAX_QUEUE_SIZE}. */
  static final int QUEUE_SIZE = 8_192;

  /**
   * Default of {@code OTEL_BSP_MAX_EXPORT_BATCH_SIZE} and {@code OTEL_BLRP_MAX_EXPORT_BATCH_SIZE}.
   * An export costs, however much is in it; how large a message gets is bounded by itself.
   */
  static final int BATCH_SIZE = 2_048;

  /** Default of {@code OTEL_BSP_SCHEDULE_DELAY} and {@code OTEL_BLRP_SCHEDULE_DELAY}. */
  static final Duration SCHEDULE_DELAY = Duration.ofSeconds(1);

  /**
   * The exporters' own complaints, one per failed batch, in whose place {@link Delivery} speaks.
   */
  private static final List<Logger> REPLACED_LOGGERS =
      List.of(
          Logger.getLogger("io.opentelemetry.exporter"),
          Logger.getLogger("io.opentelemetry.sdk.trace.export"),
          Logger.getLogger("io.opentelemetry.sdk.logs.export"));

  /** By name, since an application under Spring may do without it. */
  private static final String LOGBACK = "ch.qos.logback.classic.LoggerContext";

  private final OpenTelemetrySdk sdk;

  private Pipeline(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /**
   * Starts the SDK; opens no port and sends nothing yet.
   *
   * @throws ConfigurationException when an {@code OTEL_*} variable cannot be used
   */
  public static Pipeline start(TelemetryConfig config, Redactor redactor, PipelineMetrics metrics) {
    REPLACED_LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    Delivery delivery = new Delivery(receiver(config), metrics);
    List<SpanProcessor> exporting = new ArrayList<>();
    OtlpEncoding encoding =
        new OtlpEncoding(
            ComponentLoader.forClassLoader(AutoConfiguredOpenTelemetrySdk.class.getClassLoader()));
    OtlpQueues queues = new OtlpQueues(encoding, redactor, delivery, metrics);
    SdkSelfMetrics selfMetrics = new SdkSelfMetrics(metrics, queues::waiting);
    AutoConfiguredOpenTelemetrySdkBuilder builder =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .setComponentLoader(encoding.componentLoader())
            .addPropertiesCustomizer(unused -> properties(config))
            .addResourceCustomizer((found, unused) -> ServiceResource.complete(found, config))
            .addSamplerCustomizer((sampler, unused) -> new RecordingSampler(sampler))
            .addMeterProviderCustomizer(
                (meters, unused) -> meters.registerMetricReader(selfMetrics))
            .addPropagatorCustomizer((propagator, unused) -> strict(propagator))
            .addSpanProcessorCustomizer(
                (configured, properties) -> {
                  SpanProcessor processor = queues.spanProcessor(configured, properties);
                  exporting.add(processor);
                  return processor;
                })
            .addTracerProviderCustomizer(
                (tracers, unused) -> {
                  keepTraces(tracers, config.traceKeeping(), exporting, metrics);
                  if (LOGBACK.equals(LoggerFactory.getILoggerFactory().getClass().getName())) {
                    tracers.addSpanProcessor(SpanLevels.of(LogbackSetup.context()).spans());
                  }
                  return tracers.addSpanProcessor(new SpanCloseLog());
                })
            .addSpanExporterCustomizer((exporter, unused) -> queues.spanExporter(exporter))
            .addLogRecordExporterCustomizer(
                (exporter, unused) -> queues.logRecordExporter(exporter))
            .addLogRecordProcessorCustomizer(queues::logRecordProcessor)
            .addLoggerProviderCustomizer(Pipeline::readLimitsOnce);
    try {
      return new Pipeline(builder.build().getOpenTelemetrySdk());
    } catch (io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException e) {
      throw new ConfigurationException(
          List.of(new Problem("OTEL_*", Problem.HIDDEN, String.valueOf(e.getMessage()))));
    }
  }

  /** The SDK would read them from its properties again for each record, twice. */
  private static SdkLoggerProviderBuilder readLimitsOnce(
      SdkLoggerProviderBuilder loggers, ConfigProperties properties) {
    LogLimits unset = LogLimits.getDefault();
    LogLimits limits =
        LogLimits.builder()
            .setMaxAttributeValueLength(
                properties.getInt(
                    "otel.attribute.value.length.limit", unset.getMaxAttributeValueLength()))
            .setMaxNumberOfAttributes(
                properties.getInt("otel.attribute.count.limit", unset.getMaxNumberOfAttributes()))
            .build();
    return loggers.setLogLimits(() -> limits);
  }

  private static TextMapPropagator strict(TextMapPropagator propagator) {
    return propagator instanceof W3CTraceContextPropagator
        ? new StrictTraceContext(propagator)
        : propagator;
  }

  /** Where nothing is exported there is nothing to keep. */
  private static void keepTraces(
      SdkTracerProviderBuilder tracers,
      TraceKeeping keeping,
      List<SpanProcessor> exporting,
      PipelineMetrics metrics) {
    if (keeping.isOn() && !exporting.isEmpty()) {
      tracers.addSpanProcessor(
          new KeepingSpanProcessor(
              keeping,
              KeepLimits.STANDARD,
              SpanProcessor.composite(exporting),
              metrics,
              System::nanoTime));
    }
  }

  /** OpenTelemetry's properties: its own variables, and over them what the configuration says. */
  private static Map<String, String> properties(TelemetryConfig config) {
    Map<String, String> properties = new HashMap<>();
    // A developer looks at the page right after the request; the SDK's five seconds feel broken.
    String delay = SCHEDULE_DELAY.toMillis() + "ms";
    properties.put("otel.bsp.schedule.delay", delay);
    properties.put("otel.blrp.schedule.delay", delay);
    // The SDK knows no bound for it; one value must not make a span of megabytes.
    properties.put(
        "otel.attribute.value.length.limit", Integer.toString(ATTRIBUTE_VALUE_LIMIT_CHARS));
    properties.put("otel.traces.sampler", "parentbased_traceidratio");
    properties.put("otel.traces.sampler.arg", Double.toString(config.traceSampleRate()));
    config
        .openTelemetryVariables()
        .forEach(
            (name, value) ->
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    queue(properties, "otel.bsp");
    queue(properties, "otel.blrp");
    properties.put("otel.metrics.exporter", "none");
    URI endpoint = config.otlpEndpoint();
    if (endpoint == null) {
      properties.put("otel.traces.exporter", "none");
      properties.put("otel.logs.exporter", "none");
    } else {
      properties.put("otel.exporter.otlp.endpoint", endpoint.toString());
      properties.put("otel.exporter.otlp.protocol", config.otlpProtocol().text());
      properties.put("otel.exporter.otlp.headers", headers(config));
    }
    return properties;
  }

  /** Whoever sets only one of the two gets another that fits it. */
  private static void queue(Map<String, String> properties, String processor) {
    String queue = processor + ".max.queue.size";
    String batch = processor + ".max.export.batch.size";
    int batchSize = Integer.parseInt(properties.getOrDefault(batch, "" + BATCH_SIZE));
    properties.putIfAbsent(queue, Integer.toString(Math.max(QUEUE_SIZE, batchSize)));
    int queueSize = Integer.parseInt(properties.get(queue));
    properties.putIfAbsent(batch, Integer.toString(Math.min(BATCH_SIZE, queueSize)));
  }

  private static String headers(TelemetryConfig config) {
    return config.otlpHeaders().entrySet().stream()
        .map(
            header ->
                header.getKey()
                    + "="
                    + URLEncoder.encode(header.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining(","));
  }

  private static String receiver(TelemetryConfig config) {
    URI endpoint = config.otlpEndpoint();
    return endpoint == null ? "none" : endpoint.getHost() + ":" + endpoint.getPort();
  }

  /** The SDK, for instrumentation. */
  public OpenTelemetry openTelemetry() {
    return sdk;
  }

  /** The SDK's providers, for the log appender. */
  public OpenTelemetrySdk sdk() {
    return sdk;
  }

  /** Waits until everything recorded so far has been exported, or {@code limit} has passed. */
  public boolean flush(Duration limit) {
    CompletableResultCode all =
        CompletableResultCode.ofAll(
            List.of(
                sdk.getSdkTracerProvider().forceFlush(), sdk.getSdkLoggerProvider().forceFlush()));
    return all.join(limit.toMillis(), TimeUnit.MILLISECONDS).isSuccess();
  }

  /**
   * Exports what is queued and stops, within {@link #CLOSE_LIMIT}; what a silent receiver has not
   * taken by then is lost. Never throws.
   */
  @Override
  public void close() {
    sdk.shutdown().join(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
