package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import io.choicesherpa.telemetry.admin.LogLevelAdmin;
import io.choicesherpa.telemetry.ai.AiTelemetry;
import io.choicesherpa.telemetry.ai.PriceTable;
import io.choicesherpa.telemetry.audit.AuditEvent;
import io.choicesherpa.telemetry.audit.AuditHeadFile;
import io.choicesherpa.telemetry.audit.AuditLog;
import io.choicesherpa.telemetry.audit.AuditOutcome;
import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.events.EventTelemetry;
import io.choicesherpa.telemetry.metrics.AiMetrics;
import io.choicesherpa.telemetry.metrics.EventMetrics;
import io.choicesherpa.telemetry.metrics.LabelDefinition;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.MetricDefinition;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.MetricsServer;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.choicesherpa.telemetry.metrics.RateLimitMetrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.metrics.WebSocketMetrics;
import io.choicesherpa.telemetry.pipeline.Pipeline;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class TelemetryAutoConfigurationTest {

  private static final Metrics OWN_METRICS = new Metrics(StandardMetrics.CATALOGUE);

  private static final MetricDefinition VISITS =
      MetricDefinition.counter("visits_total")
          .help("Visits.")
          .label(LabelDefinition.open("place", 5))
          .build();

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(TelemetryAutoConfiguration.class))
          .withPropertyValues(
              "OTLP_ENDPOINT=none", "METRICS_PORT=0", "spring.application.name=tested");

  @ParameterizedTest
  @MethodSource("parts")
  void part_nothingConfigured_isPresent(Class<?> part) {
    runner.run(context -> assertThat(context).hasSingleBean(part));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Pipeline.class,
        PipelineMetrics.class,
        OtlpLogs.class,
        LogOutputBinding.class,
        LogLevelAdmin.class,
        MetricsServer.class
      })
  void activePart_switchedOff_isAbsent(Class<?> part) {
    runner
        .withPropertyValues("telemetry.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(part));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Metrics.class,
        OpenTelemetry.class,
        Tracing.class,
        EventTelemetry.class,
        AiTelemetry.class,
        WebSocketMetrics.class,
        RateLimitMetrics.class,
        AuditLog.class
      })
  void partThatApplicationsAskFor_switchedOff_isStillThere(Class<?> part) {
    runner
        .withPropertyValues("telemetry.enabled=false")
        .run(context -> assertThat(context).hasSingleBean(part));
  }

  @Test
  void spans_switchedOff_areNotRecorded() {
    runner
        .withPropertyValues("telemetry.enabled=false")
        .run(
            context ->
                context
                    .getBean(Tracing.class)
                    .run("hike", span -> assertThat(span.getSpanContext().isValid()).isFalse()));
  }

  @ParameterizedTest
  @MethodSource("overridable")
  void part_ofTheApplication_winsOverTheStarters(Part<?> part) {
    assertThatOwnWins(part);
  }

  private <T> void assertThatOwnWins(Part<T> part) {
    T own = part.own().get();
    runner
        .withBean("own", part.type(), () -> own)
        .run(
            context -> {
              assertThat(context).hasSingleBean(part.type());
              assertThat(context.getBean(part.type())).isSameAs(own);
            });
  }

  @Test
  void openTelemetry_ofTheApplication_leavesThePipelineOut() {
    runner
        .withBean(OpenTelemetry.class, OpenTelemetry::noop)
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(Pipeline.class).hasSingleBean(Tracing.class);
              assertThat(context).doesNotHaveBean(OtlpLogs.class);
            });
  }

  @Test
  void auditHeads_areKeptOnlyWhereAFileIsNamed(@TempDir Path directory) {
    Path heads = directory.resolve("audit.heads");
    runner.run(context -> assertThat(context).doesNotHaveBean(AuditHeadFile.class));
    runner
        .withPropertyValues("AUDIT_HEAD_FILE=" + heads)
        .run(
            context ->
                context
                    .getBean(AuditLog.class)
                    .record(new AuditEvent("hike.begin", AuditOutcome.SUCCESS, null, null, null)));
    assertThat(heads).content().contains(" 1 ");
  }

  @Test
  void ownRedactionRule_holdsForLabelValues() {
    runner
        .withPropertyValues("REDACTION_RULES=prefix:cus_=drop")
        .withUserConfiguration(OwnCatalogues.class)
        .run(
            context -> {
              Metrics metrics = context.getBean(Metrics.class);
              metrics.counter(VISITS).labels("cus_12345678").inc();
              assertThat(metrics.counter(VISITS).labels("other").get()).isEqualTo(1);
            });
  }

  @Test
  void metricsListener_switchedOff_isAbsentAndTheMetricsStay() {
    runner
        .withPropertyValues("telemetry.metrics-listener.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(MetricsServer.class)
                    .hasSingleBean(Metrics.class));
  }

  @Test
  void otlpLogs_switchedOff_areAbsent() {
    runner
        .withPropertyValues("telemetry.otlp-logs.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(OtlpLogs.class));
  }

  @Test
  void catalogues_ofTheApplication_joinTheStandard() {
    runner
        .withUserConfiguration(OwnCatalogues.class)
        .run(
            context -> {
              MetricCatalogue all = context.getBean(Metrics.class).catalogue();
              assertThat(all.find("hikes_total")).isNotNull();
              assertThat(all.find("summits_total")).isNotNull();
              assertThat(all.find("http_requests_total")).isNotNull();
            });
  }

  @Test
  void settings_wrong_stopTheStartNamingEachOfThem() {
    runner
        .withPropertyValues("METRICS_PORT=http", "TRACE_SAMPLE_RATE=2")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("METRICS_PORT=http")
                    .hasMessageContaining("TRACE_SAMPLE_RATE=2"));
  }

  @Test
  void serviceName_notSaid_isTheApplicationsName() {
    runner.run(
        context ->
            assertThat(context.getBean(TelemetryConfig.class).serviceName()).isEqualTo("tested"));
  }

  /** A part of the starter, and how an application makes its own. */
  record Part<T>(Class<T> type, Supplier<T> own) {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  static Stream<Class<?>> parts() {
    return Stream.concat(overridable().map(Part::type), Stream.of(Pipeline.class, OtlpLogs.class));
  }

  static Stream<Part<?>> overridable() {
    Tracing tracing = new Tracing(OpenTelemetry.noop());
    return Stream.of(
        new Part<>(TelemetryConfig.class, TelemetryAutoConfigurationTest::config),
        new Part<>(Redactor.class, Redactor::standard),
        new Part<>(Metrics.class, () -> OWN_METRICS),
        new Part<>(PipelineMetrics.class, () -> new PipelineMetrics(freshMetrics())),
        new Part<>(OpenTelemetry.class, OpenTelemetry::noop),
        new Part<>(Tracing.class, () -> tracing),
        new Part<>(
            EventTelemetry.class,
            () -> new EventTelemetry(tracing, new EventMetrics(freshMetrics()), "own", () -> 0)),
        new Part<>(PriceTable.class, PriceTable::standard),
        new Part<>(
            AiTelemetry.class,
            () ->
                new AiTelemetry(
                    OpenTelemetry.noop(),
                    new AiMetrics(freshMetrics()),
                    PriceTable.standard(),
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                    () -> 0)),
        new Part<>(WebSocketMetrics.class, () -> new WebSocketMetrics(freshMetrics())),
        new Part<>(RateLimitMetrics.class, () -> new RateLimitMetrics(freshMetrics())),
        new Part<>(
            AuditLog.class,
            () -> new AuditLog(new LoggerContext(), Redactor.standard(), Clock.systemUTC())),
        new Part<>(
            LogLevelAdmin.class,
            () ->
                new LogLevelAdmin(
                    new LoggerContext(),
                    new AuditLog(new LoggerContext(), Redactor.standard(), Clock.systemUTC()),
                    Clock.systemUTC())),
        new Part<>(
            MetricsServer.class, () -> MetricsServer.start(freshMetrics(), "127.0.0.1", 0, null)));
  }

  private static Metrics freshMetrics() {
    return new Metrics(StandardMetrics.CATALOGUE);
  }

  private static TelemetryConfig config() {
    return TelemetryConfig.fromEnvironment(
        Map.of("OTLP_ENDPOINT", "none", "METRICS_PORT", "0"), new ApplicationIdentity("own", null));
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnCatalogues {
    @Bean
    MetricCatalogue hikes() {
      return MetricCatalogue.of(MetricDefinition.counter("hikes_total").help("Hikes.").build());
    }

    @Bean
    MetricCatalogue visits() {
      return MetricCatalogue.of(VISITS);
    }

    @Bean
    MetricCatalogue summits() {
      return MetricCatalogue.of(MetricDefinition.counter("summits_total").help("Summits.").build());
    }
  }
}
