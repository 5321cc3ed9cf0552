package io.choicesherpa.console;

import io.choicesherpa.console.alerting.AlertingSettings;
import io.choicesherpa.console.scrape.ScrapeTarget;
import io.choicesherpa.telemetry.config.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings of the console, checked. Immutable.
 *
 * @param bindAddress {@code CONSOLE_BIND_ADDRESS}: of all ports; anything but loopback wants a
 *     token
 * @param port {@code CONSOLE_PORT}: page and query API; 0 for any free port, as with the others
 * @param otlpGrpcPort {@code CONSOLE_OTLP_GRPC_PORT}
 * @param otlpHttpPort {@code CONSOLE_OTLP_HTTP_PORT}
 * @param token {@code CONSOLE_TOKEN}: bearer token wanted on every port, 16 characters or more;
 *     null for none
 * @param scrapeTargets {@code CONSOLE_SCRAPE_TARGETS}: {@code job=address}, separated by commas
 * @param scrapeIntervalSeconds {@code CONSOLE_SCRAPE_INTERVAL_SECONDS}, 1 to 300
 * @param scrapeToken {@code CONSOLE_SCRAPE_TOKEN}: bearer token sent to the targets; null for none
 * @param traceBytes {@code CONSOLE_TRACE_BYTES}: cap of kept spans, 1 MiB or more
 * @param logBytes {@code CONSOLE_LOG_BYTES}: cap of kept log records, 1 MiB or more
 * @param seriesBytes {@code CONSOLE_SERIES_BYTES}: cap of kept series, 1 MiB or more
 * @param maxSeries {@code CONSOLE_MAX_SERIES}: series held at once, 100 to 10000000; further ones
 *     are refused
 * @param scrapeSampleLimit {@code CONSOLE_SCRAPE_SAMPLE_LIMIT}: samples of one scrape, 1 to
 *     10000000; a target with more is down
 * @param queryTimeoutSeconds {@code CONSOLE_QUERY_TIMEOUT_SECONDS}: longest time of one PromQL
 *     query, 1 to 600
 * @param queryMaxSamples {@code CONSOLE_QUERY_MAX_SAMPLES}: samples that one PromQL query may hold
 *     in memory, 1000 to 1000000000
 * @param dataDirectory {@code CONSOLE_DATA_DIR}: where what is kept is also written, so that a
 *     restart resumes; null for memory only
 * @param retentionHours {@code CONSOLE_RETENTION_HOURS}: what came earlier is let go, 1 to 87600; 0
 *     for no such limit
 * @param maxRequestBytes {@code CONSOLE_MAX_REQUEST_BYTES}: largest export request after
 *     decompression, 64 KiB to 256 MiB
 * @param maxConcurrentRequests {@code CONSOLE_MAX_CONCURRENT_REQUESTS}: export requests at once, 1
 *     to 1024; more are asked to come back
 * @param alerting of rules and alerts
 * @param dashboardDirectory {@code CONSOLE_DASHBOARD_DIR}: Grafana's JSON files; null for none
 */
public record ConsoleConfig(
    String bindAddress,
    int port,
    int otlpGrpcPort,
    int otlpHttpPort,
    @Nullable String token,
    List<ScrapeTarget> scrapeTargets,
    int scrapeIntervalSeconds,
    @Nullable String scrapeToken,
    long traceBytes,
    long logBytes,
    long seriesBytes,
    int maxSeries,
    int scrapeSampleLimit,
    int queryTimeoutSeconds,
    long queryMaxSamples,
    @Nullable Path dataDirectory,
    int retentionHours,
    int maxRequestBytes,
    int maxConcurrentRequests,
    AlertingSettings alerting,
    @Nullable Path dashboardDirectory) {

  /** Default of {@code CONSOLE_BIND_ADDRESS}: {@value}. */
  public static final String DEFAULT_BIND_ADDRESS = "127.0.0.1";

  /** Default of {@code CONSOLE_PORT}: {@value}. */
  public static final int DEFAULT_PORT = 3000;

  /** Default of {@code CONSOLE_OTLP_GRPC_PORT}: {@value}. */
  public static final int DEFAULT_OTLP_GRPC_PORT = 4317;

  /** Default of {@code CONSOLE_OTLP_HTTP_PORT}: {@value}. */
  public static final int DEFAULT_OTLP_HTTP_PORT = 4318;

  /** Default of {@code CONSOLE_SCRAPE_TARGETS}: {@value}. */
  public static final String DEFAULT_SCRAPE_TARGETS = "choice-sherpa=http://127.0.0.1:9090/metrics";

  /** Default of {@code CONSOLE_SCRAPE_INTERVAL_SECONDS}: {@value}. */
  public static final int DEFAULT_SCRAPE_INTERVAL_SECONDS = 5;

  /** Default of {@code CONSOLE_TRACE_BYTES}: {@value}. */
  public static final long DEFAULT_TRACE_BYTES = 96 << 20;

  /** Default of {@code CONSOLE_LOG_BYTES}: {@value}. */
  public static final long DEFAULT_LOG_BYTES = 64 << 20;

  /** Default of {@code CONSOLE_SERIES_BYTES}: {@value}. */
  public static final long DEFAULT_SERIES_BYTES = 128 << 20;

  /** Default of {@code CONSOLE_MAX_SERIES}: {@value}. */
  public static final int DEFAULT_MAX_SERIES = 100_000;

  /** Default of {@code CONSOLE_SCRAPE_SAMPLE_LIMIT}: {@value}. */
  public static final int DEFAULT_SCRAPE_SAMPLE_LIMIT = 50_000;

  /** Default of {@code CONSOLE_QUERY_TIMEOUT_SECONDS}: {@value}. */
  public static final int DEFAULT_QUERY_TIMEOUT_SECONDS = 60;

  /** Default of {@code CONSOLE_QUERY_MAX_SAMPLES}: {@value}. */
  public static final long DEFAULT_QUERY_MAX_SAMPLES = 20_000_000;

  /** Default of {@code CONSOLE_MAX_REQUEST_BYTES}: {@value}. */
  public static final int DEFAULT_MAX_REQUEST_BYTES = 8 << 20;

  /** Default of {@code CONSOLE_MAX_CONCURRENT_REQUESTS}: {@value}. */
  public static final int DEFAULT_MAX_CONCURRENT_REQUESTS = 16;

  /** Copies the targets. */
  public ConsoleConfig {
    scrapeTargets = List.copyOf(scrapeTargets);
  }

  /**
   * Reads the settings from {@code variables}; an unset or empty variable means its default.
   *
   * @throws ConfigurationException naming every mistake, not just the first
   */
  public static ConsoleConfig fromEnvironment(Map<String, String> variables) {
    return ConsoleConfigBuilder.fromEnvironment(variables).build();
  }

  /** All defaults, but no scrape target. */
  public static ConsoleConfigBuilder builder() {
    return new ConsoleConfigBuilder();
  }

  /** Everything but the secrets. */
  @Override
  public String toString() {
    return "bindAddress="
        + bindAddress
        + " port="
        + port
        + " otlpGrpcPort="
        + otlpGrpcPort
        + " otlpHttpPort="
        + otlpHttpPort
        + " guarded="
        + (token != null)
        + " scrapeTargets="
        + scrapeTargets
        + " scrapeIntervalSeconds="
        + scrapeIntervalSeconds
        + " traceBytes="
        + traceBytes
        + " logBytes="
        + logBytes
        + " seriesBytes="
        + seriesBytes
        + " dataDirectory="
        + dataDirectory
        + " retentionHours="
        + retentionHours;
  }
}
