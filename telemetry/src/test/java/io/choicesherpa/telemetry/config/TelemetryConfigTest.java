package io.choicesherpa.telemetry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import io.choicesherpa.telemetry.output.LogOutputSettings;
import io.choicesherpa.telemetry.redaction.RedactionRule;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryConfigTest {

  private static final ApplicationIdentity APPLICATION =
      new ApplicationIdentity("choice-sherpa", "1.2.3");

  @Test
  void fromEnvironment_nothingSet_hasTheSpecificationsDefaults() {
    TelemetryConfig config = read(Map.of());

    assertThat(config.serviceName()).isEqualTo("choice-sherpa");
    assertThat(config.serviceVersion()).isEqualTo("1.2.3");
    assertThat(config.logLevel()).isEqualTo("INFO");
    assertThat(config.otlpEndpoint()).isEqualTo(URI.create("http://localhost:4317"));
    assertThat(config.otlpProtocol()).isEqualTo(OtlpProtocol.GRPC);
    assertThat(config.traceSampleRate()).isEqualTo(0.1);
    assertThat(config.metricsPort()).isEqualTo(9090);
    assertThat(config.metricsBindAddress()).isEqualTo("127.0.0.1");
    assertThat(config.metricsToken()).isNull();
    assertThat(config.environment()).isEqualTo("development");
  }

  @Test
  void fromEnvironment_everythingWrong_namesEveryVariableValueAndRemedy() {
    ConfigurationException e =
        refused(
            Map.of(
                "ENVIRONMENT", "Prod!",
                "LOG_LEVEL", "LOUD",
                "LOG_FLOOD_LIMIT", "-1",
                "OTLP_ENDPOINT", "collector:4317",
                "OTLP_PROTOCOL", "udp",
                "OTLP_HEADERS", "no-equals-sign",
                "TRACE_SAMPLE_RATE", "10%",
                "METRICS_PORT", "70000",
                "METRICS_TOKEN", "hunter2",
                "SENTRY_DSN", "hunter2"));

    assertThat(e.problems())
        .extracting(Problem::variable)
        .containsExactly(
            "ENVIRONMENT",
            "LOG_LEVEL",
            "LOG_FLOOD_LIMIT",
            "OTLP_ENDPOINT",
            "OTLP_PROTOCOL",
            "OTLP_HEADERS",
            "TRACE_SAMPLE_RATE",
            "METRICS_PORT",
            "METRICS_TOKEN",
            "SENTRY_DSN");
    assertThat(e)
        .hasMessageStartingWith("10 settings are wrong:\n  ENVIRONMENT=Prod!: a name such as")
        .hasMessageContaining("METRICS_PORT=70000: a port from 1 to 65535")
        .hasMessageContaining("TRACE_SAMPLE_RATE=10%: a number from 0 to 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not an address", "127.0.0.1:9090"})
  void metricsBindAddress_thatIsNone_isRefused(String address) {
    assertThat(refused(Map.of("METRICS_BIND_ADDRESS", address)))
        .hasMessageContaining(
            "METRICS_BIND_ADDRESS=" + address + ": an address of this machine, such as 127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "localhost", "::1"})
  void metricsBindAddress_set_isTaken(String address) {
    assertThat(read(Map.of("METRICS_BIND_ADDRESS", address)).metricsBindAddress())
        .isEqualTo(address);
  }

  @Test
  void logOutput_nothingSet_isTheStandardOutputAlone() {
    assertThat(read(Map.of()).logOutput()).isEqualTo(LogOutputSettings.DEFAULT);
  }

  @Test
  void logOutput_set_isTaken() {
    LogOutputSettings output =
        read(Map.of(
                "LOG_FILE", "logs/app.jsonl",
                "LOG_FILE_MAX_BYTES", "1048576",
                "LOG_FILE_MAX_FILES", "2",
                "LOG_FLOOD_LIMIT", "0"))
            .logOutput();

    assertThat(output).isEqualTo(new LogOutputSettings(Path.of("logs/app.jsonl"), 1_048_576, 2, 0));
  }

  @Test
  void logOutput_everythingWrong_namesAllOfIt() {
    ConfigurationException e =
        refused(
            Map.of(
                "LOG_FILE", "/",
                "AUDIT_HEAD_FILE", "/",
                "LOG_FILE_MAX_BYTES", "10MB",
                "LOG_FILE_MAX_FILES", "1",
                "LOG_FLOOD_LIMIT", "1000001"));

    assertThat(e)
        .hasMessageContaining("LOG_FILE=/: the path of a file")
        .hasMessageContaining("AUDIT_HEAD_FILE=/: the path of a file")
        .hasMessageContaining("LOG_FILE_MAX_BYTES=10MB: bytes, from 1048576")
        .hasMessageContaining("LOG_FILE_MAX_FILES=1: the number of files kept")
        .hasMessageContaining("LOG_FLOOD_LIMIT=1000001: lines a second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp", "logs/", "app-%d.jsonl", "nu\u0000l"})
  void logFile_thatIsNone_isRefused(String path) {
    assertThat(refused(Map.of("LOG_FILE", path)).problems())
        .singleElement()
        .extracting(Problem::variable)
        .isEqualTo("LOG_FILE");
  }

  @Test
  void fromEnvironment_wrongSecret_isNotShown() {
    ConfigurationException e =
        refused(
            Map.of(
                "METRICS_TOKEN", "hunter2",
                "OTLP_HEADERS", "authorization=%zz-hunter2",
                "OTLP_ENDPOINT", "ftp://user:hunter2@host",
                "SENTRY_DSN", "https://hunter2@sentry.example.com"));

    assertThat(e.problems()).hasSize(4);
    assertThat(e.getMessage()).doesNotContain("hunter2");
  }

  @Test
  void toString_withSecrets_showsNone() {
    TelemetryConfig config =
        read(
            Map.of(
                "METRICS_TOKEN", "0123456789-hunter2",
                "OTLP_HEADERS", "authorization=Bearer%20hunter2",
                "OTLP_ENDPOINT", "https://user:hunter2@host:4317",
                "SENTRY_DSN", "https://hunter2@sentry.example.com/42"));

    assertThat(config.otlpHeaders()).containsEntry("authorization", "Bearer hunter2");
    assertThat(config.toString())
        .contains("https://host:4317", "errors=sentry sentry.example.com")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.1", "NaN", "Infinity", "0,5", "half"})
  void traceSampleRate_outsideItsRange_isRefused(String rate) {
    assertThat(refused(Map.of("TRACE_SAMPLE_RATE", rate)).problems())
        .singleElement()
        .extracting(Problem::value)
        .isEqualTo(rate);
  }

  @Test
  void traceKeeping_unset_keepsErrorsAndWhatTakesTwoSeconds() {
    assertThat(read(Map.of()).traceKeeping()).isEqualTo(new TraceKeeping(true, 2_000));
  }

  @Test
  void traceKeeping_set_isTaken() {
    assertThat(
            read(Map.of("TRACE_KEEP_ERRORS", "False", "TRACE_KEEP_SLOW_MILLIS", "0"))
                .traceKeeping())
        .isEqualTo(new TraceKeeping(false, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE_KEEP_ERRORS,yes",
    "TRACE_KEEP_SLOW_MILLIS,-1",
    "TRACE_KEEP_SLOW_MILLIS,2s",
    "TRACE_KEEP_SLOW_MILLIS,86400001"
  })
  void traceKeeping_anythingElse_isRefused(String variable, String value) {
    assertThat(refused(Map.of(variable, value)).problems())
        .singleElement()
        .isEqualTo(
            new Problem(
                variable,
                value,
                variable.endsWith("ERRORS")
                    ? "true or false"
                    : "milliseconds from 1 to 86400000, or 0 for off"));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "0.25,0.25", "1e-3,0.001"})
  void traceSampleRate_withinItsRange_isTaken(String text, double rate) {
    assertThat(read(Map.of("TRACE_SAMPLE_RATE", text)).traceSampleRate()).isEqualTo(rate);
  }

  @Test
  void openTelemetryVariables_besideTheSpecifications_loseAgainstThem() {
    TelemetryConfig config =
        read(
            Map.of(
                "OTLP_ENDPOINT", "http://ours:4317",
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://theirs:4317",
                "TRACE_SAMPLE_RATE", "0.5",
                "OTEL_TRACES_SAMPLER", "always_on",
                "OTEL_BSP_MAX_QUEUE_SIZE", "4096"));

    assertThat(config.otlpEndpoint()).isEqualTo(URI.create("http://ours:4317"));
    assertThat(config.openTelemetryVariables())
        .containsExactly(Map.entry("OTEL_BSP_MAX_QUEUE_SIZE", "4096"));
  }

  @Test
  void openTelemetryVariables_alone_work() {
    TelemetryConfig config =
        read(
            Map.of(
                "OTEL_SERVICE_NAME", "other",
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://theirs:4318",
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "OTEL_TRACES_SAMPLER", "always_on"));

    assertThat(config.serviceName()).isEqualTo("other");
    assertThat(config.otlpEndpoint()).isEqualTo(URI.create("http://theirs:4318"));
    assertThat(config.otlpProtocol()).isEqualTo(OtlpProtocol.HTTP_PROTOBUF);
    assertThat(config.openTelemetryVariables())
        .containsExactly(Map.entry("OTEL_TRACES_SAMPLER", "always_on"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OTEL_TRACES_SAMPLER|sometimes",
        "OTEL_TRACES_SAMPLER_ARG|2",
        "OTEL_BSP_SCHEDULE_DELAY|soon",
        "OTEL_BSP_SCHEDULE_DELAY|5 weeks",
        "OTEL_BSP_MAX_QUEUE_SIZE|0",
        "OTEL_SPAN_EVENT_COUNT_LIMIT|many",
        "OTEL_PROPAGATORS|tracecontext,b4",
        "OTEL_EXPORTER_OTLP_COMPRESSION|zip",
        "OTEL_SDK_DISABLED|perhaps",
        "OTEL_RESOURCE_ATTRIBUTES|team=sherpas,region",
        "OTEL_RESOURCE_ATTRIBUTES|=sherpas"
      })
  void openTelemetryVariable_unusable_isNamedBesideAllOthers(String name, String value) {
    assertThat(refused(Map.of(name, value, "METRICS_PORT", "http")).problems())
        .extracting(Problem::variable)
        .containsExactly("METRICS_PORT", name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OTEL_TRACES_SAMPLER|parentbased_traceidratio",
        "OTEL_BSP_SCHEDULE_DELAY|500",
        "OTEL_BSP_SCHEDULE_DELAY|5s",
        "OTEL_PROPAGATORS|tracecontext, baggage",
        "OTEL_RESOURCE_ATTRIBUTES|team=sherpas, empty=, query=a=b,"
      })
  void openTelemetryVariable_usable_isPassedOn(String name, String value) {
    assertThat(read(Map.of(name, value)).openTelemetryVariables()).containsEntry(name, value);
  }

  @Test
  void otlpEndpoint_none_exportsNothing() {
    assertThat(read(Map.of("OTLP_ENDPOINT", "none")).otlpEndpoint()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://xxx@sentry.io/yyy",
        "http://key@127.0.0.1:9000/42",
        "https://key:old-secret@sentry.example.com/below/a/path/42"
      })
  void sentryDsn_ofTheRightForm_isTaken(String dsn) {
    SentrySettings sentry = read(Map.of("SENTRY_DSN", dsn)).sentry();

    assertThat(sentry).isNotNull();
    assertThat(sentry.dsn()).isEqualTo(dsn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://sentry.example.com/42",
        "https://@sentry.example.com/42",
        "https://:secret@sentry.example.com/42",
        "https://key@sentry.example.com",
        "https://key@sentry.example.com/",
        "ftp://key@sentry.example.com/42",
        "key@sentry.example.com/42",
        "https://key@sentry.example.com:70000/42",
        "https://key@sentry example.com/42"
      })
  void sentryDsn_ofAnyOtherForm_isRefusedAndHidden(String dsn) {
    assertThat(refused(Map.of("SENTRY_DSN", dsn)).problems())
        .singleElement()
        .extracting(Problem::variable, Problem::value)
        .containsExactly("SENTRY_DSN", Problem.HIDDEN);
  }

  @Test
  void sentryDsn_unset_reportsNothing() {
    assertThat(read(Map.of()).sentry()).isNull();
  }

  @Test
  void inAppIncludes_unset_areTheApplicationsPackage() {
    Map<String, String> variables = Map.of("SENTRY_DSN", "https://key@sentry.example.com/42");

    assertThat(
            TelemetryConfig.fromEnvironment(
                    variables, ApplicationIdentity.of("own", TelemetryConfigTest.class))
                .sentry())
        .isNotNull()
        .extracting(SentrySettings::inAppIncludes)
        .isEqualTo(List.of("io.choicesherpa.telemetry.config"));
    assertThat(read(variables).sentry())
        .isNotNull()
        .extracting(SentrySettings::inAppIncludes)
        .isEqualTo(List.of("io.choicesherpa"));
  }

  @Test
  void inAppIncludes_set_areTakenOrRefused() {
    assertThat(
            read(Map.of(
                    "SENTRY_DSN", "https://key@sentry.example.com/42",
                    "SENTRY_IN_APP_INCLUDES", "com.example, org.example"))
                .sentry())
        .isNotNull()
        .extracting(SentrySettings::inAppIncludes)
        .isEqualTo(List.of("com.example", "org.example"));
    assertThat(refused(Map.of("SENTRY_IN_APP_INCLUDES", "com.example,,x")).problems())
        .singleElement()
        .extracting(Problem::variable)
        .isEqualTo("SENTRY_IN_APP_INCLUDES");
  }

  @Test
  void redactionRules_areJoinedFromVariableAndFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("rules");
    Files.writeString(file, "# ours\n\nshape:KD-####=drop\n");

    RedactionSettings redaction =
        read(Map.of(
                "REDACTION_RULES", "key:diagnosis=drop, prefix:cus_=hash",
                "REDACTION_RULES_FILE", file.toString(),
                "REDACTION_HASH_SALT", "0123456789abcdef"))
            .redaction();

    assertThat(redaction.rules())
        .containsExactly(
            RedactionRule.parse("key:diagnosis=drop"),
            RedactionRule.parse("prefix:cus_=hash"),
            RedactionRule.parse("shape:KD-####=drop"));
    assertThat(redaction.hashSalt()).isEqualTo("0123456789abcdef");
    assertThat(read(Map.of()).redaction()).isEqualTo(RedactionSettings.NONE);
  }

  @Test
  void aiContent_isKeptOnlyWhereSomebodySaysSo() {
    String standard = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    assertThat(read(Map.of()).redaction().aiContent()).isFalse();
    assertThat(read(Map.of("AI_CAPTURE_CONTENT", "True")).redaction().aiContent()).isTrue();
    assertThat(read(Map.of(standard, "SPAN_ONLY")).redaction().aiContent()).isTrue();
    assertThat(read(Map.of(standard, "event_only")).redaction().aiContent()).isFalse();
    assertThat(
            read(Map.of("AI_CAPTURE_CONTENT", "false", standard, "true")).redaction().aiContent())
        .isFalse();
    assertThat(refused(Map.of("AI_CAPTURE_CONTENT", "yes")))
        .hasMessageContaining("AI_CAPTURE_CONTENT=yes: one of true, false");
    assertThat(refused(Map.of(standard, "yes")))
        .hasMessageContaining(standard + "=yes: one of true, span_only");
  }

  @Test
  void redactionRules_wrong_areAllNamed_andTheSaltIsNot(@TempDir Path folder) {
    ConfigurationException e =
        refused(
            Map.of(
                "REDACTION_RULES", "key:a=hash,regex:.*=drop",
                "REDACTION_RULES_FILE", folder.resolve("missing").toString(),
                "REDACTION_HASH_SALT", "hunter2"));

    assertThat(e.problems())
        .extracting(ConfigurationException.Problem::variable)
        .containsExactly("REDACTION_RULES", "REDACTION_RULES_FILE", "REDACTION_HASH_SALT");
    assertThat(e).hasMessageContaining("regex:.*=drop");
    assertThat(e.getMessage()).doesNotContain("hunter2");
    assertThat(refused(Map.of("REDACTION_RULES", "key:a=hash")))
        .hasMessageContaining("REDACTION_HASH_SALT=: at least 16 characters");
  }

  @Test
  void variable_blank_meansItsDefault() {
    assertThat(read(Map.of("METRICS_PORT", " ", "OTLP_ENDPOINT", "")).metricsPort())
        .isEqualTo(9090);
  }

  @Test
  void otherOpenTelemetryVariables_leaveTheRestAsItIs() {
    TelemetryConfig config = read(Map.of("TRACE_SAMPLE_RATE", "0.5"));
    TelemetryConfig other =
        config.withOpenTelemetryVariables(Map.of("OTEL_TRACES_EXPORTER", "own"));

    assertThat(other.openTelemetryVariables())
        .containsOnly(Map.entry("OTEL_TRACES_EXPORTER", "own"));
    assertThat(other.withOpenTelemetryVariables(config.openTelemetryVariables())).isEqualTo(config);
  }

  private static TelemetryConfig read(Map<String, String> variables) {
    return TelemetryConfig.fromEnvironment(variables, APPLICATION);
  }

  private static ConfigurationException refused(Map<String, String> variables) {
    return catchThrowableOfType(ConfigurationException.class, () -> read(variables));
  }
}
