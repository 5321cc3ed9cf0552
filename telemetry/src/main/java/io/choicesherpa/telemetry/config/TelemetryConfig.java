package io.choicesherpa.telemetry.config;

import io.choicesherpa.telemetry.output.LogOutputSettings;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings of the library, checked. Immutable.
 *
 * @param serviceName {@code service.name}; {@code OTEL_SERVICE_NAME}, else the application's own
 * @param serviceVersion {@code service.version}, from the application's build; null when unknown
 * @param environment {@code ENVIRONMENT}: {@code development}, {@code staging}, {@code production}
 *     or any other name of lower-case letters, digits, {@code _} and {@code -}
 * @param logLevel {@code LOG_LEVEL}: a level, or {@code info,io.choicesherpa=debug}
 * @param logOutput {@code LOG_FILE}, {@code LOG_FILE_MAX_BYTES}, {@code LOG_FILE_MAX_FILES} and
 *     {@code LOG_FLOOD_LIMIT}
 * @param otlpEndpoint {@code OTLP_ENDPOINT}: base URL of the receiver; null when it is {@code none}
 *     and nothing is exported
 * @param otlpProtocol {@code OTLP_PROTOCOL}
 * @param otlpHeaders {@code OTLP_HEADERS}: sent with every export; values are secrets
 * @param traceSampleRate {@code TRACE_SAMPLE_RATE}: share of new traces that is exported, 0 to 1
 *     inclusive
 * @param traceKeeping {@code TRACE_KEEP_ERRORS} and {@code TRACE_KEEP_SLOW_MILLIS}: which unsampled
 *     traces are exported all the same
 * @param metricsPort {@code METRICS_PORT}: 0 for any free port
 * @param metricsBindAddress {@code METRICS_BIND_ADDRESS}: loopback unless set
 * @param metricsToken {@code METRICS_TOKEN}: bearer token of the metrics listener; null for none
 * @param sentry {@code SENTRY_DSN} and what belongs to it; null when it is not set and errors are
 *     not reported
 * @param redaction {@code REDACTION_RULES} and {@code REDACTION_RULES_FILE}: the service's own
 *     rules
 * @param auditHeadFile {@code AUDIT_HEAD_FILE}: where the audit trail's head is kept; null for
 *     nowhere
 * @param openTelemetryVariables the process's other {@code OTEL_*} variables, for the SDK; with
 *     {@code OTEL_TRACES_SAMPLER} among them only when {@code TRACE_SAMPLE_RATE} is not set
 */
public record TelemetryConfig(
    String serviceName,
    @Nullable String serviceVersion,
    String environment,
    String logLevel,
    LogOutputSettings logOutput,
    @Nullable URI otlpEndpoint,
    OtlpProtocol otlpProtocol,
    Map<String, String> otlpHeaders,
    double traceSampleRate,
    TraceKeeping traceKeeping,
    int metricsPort,
    String metricsBindAddress,
    @Nullable String metricsToken,
    @Nullable SentrySettings sentry,
    RedactionSettings redaction,
    @Nullable Path auditHeadFile,
    Map<String, String> openTelemetryVariables) {

  /** Default of {@code LOG_LEVEL}: {@value}. */
  public static final String DEFAULT_LOG_LEVEL = "INFO";

  /** Default of {@code OTLP_ENDPOINT}: {@value}. */
  public static final String DEFAULT_OTLP_ENDPOINT = "http://localhost:4317";

  /** Default of {@code TRACE_SAMPLE_RATE}: {@value}. */
  public static final double DEFAULT_TRACE_SAMPLE_RATE = 0.1;

  /** Default of {@code METRICS_PORT}: {@value}. */
  public static final int DEFAULT_METRICS_PORT = 9090;

  /** Default of {@code METRICS_BIND_ADDRESS}: {@value}. */
  public static final String DEFAULT_METRICS_BIND_ADDRESS = "127.0.0.1";

  /** Default of {@code ENVIRONMENT}: {@value}. */
  public static final String DEFAULT_ENVIRONMENT = "development";

  /** Copies the maps. */
  public TelemetryConfig {
    otlpHeaders = Map.copyOf(otlpHeaders);
    openTelemetryVariables = Map.copyOf(openTelemetryVariables);
  }

  /**
   * Reads the settings from {@code variables}; an unset or empty variable means its default.
   *
   * @param variables such as {@link System#getenv()}
   * @param application name and version where no variable says otherwise
   * @throws ConfigurationException naming every mistake, not just the first
   */
  public static TelemetryConfig fromEnvironment(
      Map<String, String> variables, ApplicationIdentity application) {
    return new EnvironmentReader(variables).read(application);
  }

  /** Everything but the secrets, for the log at start-up. */
  @Override
  public String toString() {
    return "service="
        + serviceName
        + " version="
        + serviceVersion
        + " environment="
        + environment
        + " log_level="
        + logLevel
        + " otlp="
        + (otlpEndpoint == null
            ? "none"
            : otlpProtocol.text() + " " + withoutUserInfo(otlpEndpoint))
        + " trace_sample_rate="
        + traceSampleRate
        + " metrics="
        + metricsBindAddress
        + ":"
        + metricsPort
        + (metricsToken == null ? "" : " (token required)")
        + " errors="
        + (sentry == null ? "none" : sentry);
  }

  private static String withoutUserInfo(URI endpoint) {
    return endpoint.getScheme()
        + "://"
        + endpoint.getHost()
        + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort())
        + endpoint.getPath();
  }

  /**
   * The same with other variables for OpenTelemetry's SDK, which are not judged: such as an
   * exporter of the application's own, by its name.
   */
  public TelemetryConfig withOpenTelemetryVariables(Map<String, String> variables) {
    return new TelemetryConfig(
        serviceName,
        serviceVersion,
        environment,
        logLevel,
        logOutput,
        otlpEndpoint,
        otlpProtocol,
        otlpHeaders,
        traceSampleRate,
        traceKeeping,
        metricsPort,
        metricsBindAddress,
        metricsToken,
        sentry,
        redaction,
        auditHeadFile,
        variables);
  }
}
