package io.choicesherpa.telemetry.spring;

import ch.qos.logback.classic.LoggerContext;
import io.choicesherpa.telemetry.admin.LogLevelAdmin;
import io.choicesherpa.telemetry.ai.AiTelemetry;
import io.choicesherpa.telemetry.ai.PriceTable;
import io.choicesherpa.telemetry.audit.AuditHeadFile;
import io.choicesherpa.telemetry.audit.AuditLog;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.events.EventTelemetry;
import io.choicesherpa.telemetry.logging.LogbackSetup;
import io.choicesherpa.telemetry.metrics.AiMetrics;
import io.choicesherpa.telemetry.metrics.EventMetrics;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.MetricsServer;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.choicesherpa.telemetry.metrics.RateLimitMetrics;
import io.choicesherpa.telemetry.metrics.RuntimeMetrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.metrics.WebSocketMetrics;
import io.choicesherpa.telemetry.pipeline.Pipeline;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The parts that every application gets. Each backs off before a bean of the same type.
 *
 * <p>With {@code telemetry.enabled=false} the parts that an application's own code asks for are
 * still there, so that it starts unchanged, but nothing is traced and nothing leaves: no pipeline,
 * no listener, no log output. Metrics count in memory and nobody reads them. The audit trail, which
 * is no telemetry, is written as ever, in whatever format the console has.
 */
@AutoConfiguration
public class TelemetryAutoConfiguration {

  private static final String ENABLED = "telemetry.enabled";
  private static final String UNKNOWN_VERSION = "unknown";

  /** Made by Spring. */
  public TelemetryAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  TelemetryConfig telemetryConfig(ConfigurableEnvironment environment) {
    return SpringTelemetryConfig.read(environment);
  }

  @Bean
  @ConditionalOnMissingBean
  Redactor telemetryRedactor(TelemetryConfig config) {
    return Redactor.of(config.redaction());
  }

  /** All catalogues of the application join the library's own. */
  @Bean
  @ConditionalOnMissingBean
  Metrics telemetryMetrics(
      ObjectProvider<MetricCatalogue> catalogues, TelemetryConfig config, Redactor redactor) {
    MetricCatalogue all = StandardMetrics.CATALOGUE;
    for (MetricCatalogue own : catalogues.orderedStream().toList()) {
      all = all.plus(own);
    }
    Metrics metrics = new Metrics(all, redactor);
    String version = config.serviceVersion();
    RuntimeMetrics.register(
        metrics, config.serviceName(), version == null ? UNKNOWN_VERSION : version);
    return metrics;
  }

  /** Never lazy, since nothing else asks for it. */
  @Lazy(false)
  @Bean
  @ConditionalOnClass(LoggerContext.class)
  @ConditionalOnProperty(name = ENABLED, matchIfMissing = true)
  LogOutputBinding telemetryLogOutput(Metrics metrics) {
    return new LogOutputBinding(metrics);
  }

  /** The OpenTelemetry SDK, unless the application brings its own. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingBean(OpenTelemetry.class)
  @ConditionalOnProperty(name = ENABLED, matchIfMissing = true)
  static class PipelineConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PipelineMetrics telemetryPipelineMetrics(Metrics metrics) {
      return new PipelineMetrics(metrics);
    }

    @Bean(destroyMethod = "close")
    Pipeline telemetryPipeline(TelemetryConfig config, Redactor redactor, PipelineMetrics metrics) {
      try {
        return Pipeline.start(config, redactor, metrics);
      } catch (ConfigurationException e) {
        throw new InvalidTelemetryConfigurationException(e);
      }
    }

    @Bean(destroyMethod = "")
    OpenTelemetry openTelemetry(Pipeline pipeline) {
      return pipeline.openTelemetry();
    }

    /** Log records go where the spans go. */
    @Lazy(false)
    @Bean
    @ConditionalOnProperty(name = "telemetry.otlp-logs.enabled", matchIfMissing = true)
    OtlpLogs telemetryOtlpLogs(Pipeline pipeline, TelemetryConfig config, Redactor redactor) {
      return new OtlpLogs(pipeline, config, redactor);
    }
  }

  /** In the pipeline's place where telemetry is off. */
  @Bean(destroyMethod = "")
  @ConditionalOnMissingBean
  @ConditionalOnProperty(name = ENABLED, havingValue = "false")
  OpenTelemetry noOpenTelemetry() {
    return OpenTelemetry.noop();
  }

  @Bean
  @ConditionalOnMissingBean
  Tracing tracing(OpenTelemetry openTelemetry) {
    return new Tracing(openTelemetry);
  }

  @Bean
  @ConditionalOnMissingBean
  EventTelemetry eventTelemetry(Tracing tracing, Metrics metrics) {
    return new EventTelemetry(tracing, new EventMetrics(metrics), "redis", System::nanoTime);
  }

  @Bean
  @ConditionalOnMissingBean
  PriceTable aiPriceTable() {
    return PriceTable.standard();
  }

  @Bean
  @ConditionalOnMissingBean
  AiTelemetry aiTelemetry(
      OpenTelemetry openTelemetry, Metrics metrics, PriceTable prices, Redactor redactor) {
    return new AiTelemetry(
        openTelemetry,
        new AiMetrics(metrics),
        prices,
        Clock.systemUTC(),
        System::nanoTime,
        redactor);
  }

  @Bean
  @ConditionalOnMissingBean
  WebSocketMetrics webSocketMetrics(Metrics metrics) {
    return new WebSocketMetrics(metrics);
  }

  @Bean
  @ConditionalOnMissingBean
  RateLimitMetrics rateLimitMetrics(Metrics metrics) {
    return new RateLimitMetrics(metrics);
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnClass(LoggerContext.class)
  AuditLog auditLog(Redactor redactor) {
    return new AuditLog(LogbackSetup.context(), redactor, Clock.systemUTC());
  }

  /** The trail's head beside the log, where a file is named for it. Never lazy. */
  @Lazy(false)
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  @ConditionalOnClass(LoggerContext.class)
  @ConditionalOnProperty("AUDIT_HEAD_FILE")
  AuditHeadFile auditHeadFile(AuditLog audit, TelemetryConfig config) {
    Path file = Objects.requireNonNull(config.auditHeadFile(), "AUDIT_HEAD_FILE");
    return AuditHeadFile.start(audit, file, AuditHeadFile.DEFAULT_INTERVAL, Clock.systemUTC());
  }

  /** Levels that change at run time; reached by the metrics listener. */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  @ConditionalOnClass(LoggerContext.class)
  @ConditionalOnProperty(name = ENABLED, matchIfMissing = true)
  LogLevelAdmin logLevelAdmin(AuditLog audit) {
    return new LogLevelAdmin(LogbackSetup.context(), audit, Clock.systemUTC());
  }

  /** The listener that metrics are scraped from; never lazy, since nothing else asks for it. */
  @Lazy(false)
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  @ConditionalOnProperty(
      name = {ENABLED, "telemetry.metrics-listener.enabled"},
      matchIfMissing = true)
  MetricsServer metricsServer(
      Metrics metrics, TelemetryConfig config, ObjectProvider<LogLevelAdmin> levels) {
    LogLevelAdmin admin = levels.getIfAvailable();
    try {
      return MetricsServer.start(
          metrics,
          config.metricsBindAddress(),
          config.metricsPort(),
          config.metricsToken(),
          admin == null ? Map.of() : admin.routes());
    } catch (UncheckedIOException e) {
      throw new MetricsListenerException(e);
    }
  }
}
