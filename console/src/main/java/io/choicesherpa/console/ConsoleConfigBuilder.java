package io.choicesherpa.console;

import io.choicesherpa.console.alerting.AlertingSettings;
import io.choicesherpa.console.scrape.ScrapeTarget;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects settings and every mistake in them; {@link #build} tells. Not thread-safe. */
public final class ConsoleConfigBuilder {

  private static final long MEBIBYTE = 1 << 20;
  private static final int MIN_TOKEN_CHARS = 16;

  private final List<Problem> problems = new ArrayList<>();
  private String bindAddress = ConsoleConfig.DEFAULT_BIND_ADDRESS;
  private long port = ConsoleConfig.DEFAULT_PORT;
  private long otlpGrpcPort = ConsoleConfig.DEFAULT_OTLP_GRPC_PORT;
  private long otlpHttpPort = ConsoleConfig.DEFAULT_OTLP_HTTP_PORT;
  private @Nullable String token;
  private final List<ScrapeTarget> scrapeTargets = new ArrayList<>();
  private long scrapeIntervalSeconds = ConsoleConfig.DEFAULT_SCRAPE_INTERVAL_SECONDS;
  private @Nullable String scrapeToken;
  private long traceBytes = ConsoleConfig.DEFAULT_TRACE_BYTES;
  private long logBytes = ConsoleConfig.DEFAULT_LOG_BYTES;
  private long seriesBytes = ConsoleConfig.DEFAULT_SERIES_BYTES;
  private long maxSeries = ConsoleConfig.DEFAULT_MAX_SERIES;
  private long scrapeSampleLimit = ConsoleConfig.DEFAULT_SCRAPE_SAMPLE_LIMIT;
  private long queryTimeoutSeconds = ConsoleConfig.DEFAULT_QUERY_TIMEOUT_SECONDS;
  private long queryMaxSamples = ConsoleConfig.DEFAULT_QUERY_MAX_SAMPLES;
  private @Nullable Path dataDirectory;
  private long retentionHours;
  private long maxRequestBytes = ConsoleConfig.DEFAULT_MAX_REQUEST_BYTES;
  private long maxConcurrentRequests = ConsoleConfig.DEFAULT_MAX_CONCURRENT_REQUESTS;

  private @Nullable Path dashboardDirectory;
  private AlertingSettings alerting = AlertingSettings.NONE;

  ConsoleConfigBuilder() {}

  static ConsoleConfigBuilder fromEnvironment(Map<String, String> variables) {
    ConsoleConfigBuilder builder = new ConsoleConfigBuilder();
    Variables in = new Variables(variables, builder.problems);
    builder.bindAddress = in.text("CONSOLE_BIND_ADDRESS", builder.bindAddress);
    builder.port = in.number("CONSOLE_PORT", builder.port);
    builder.otlpGrpcPort = in.number("CONSOLE_OTLP_GRPC_PORT", builder.otlpGrpcPort);
    builder.otlpHttpPort = in.number("CONSOLE_OTLP_HTTP_PORT", builder.otlpHttpPort);
    builder.token = in.secret("CONSOLE_TOKEN");
    builder.scrapeTokens(in);
    builder.scrapeTargets(in.text("CONSOLE_SCRAPE_TARGETS", ConsoleConfig.DEFAULT_SCRAPE_TARGETS));
    builder.traceBytes = in.number("CONSOLE_TRACE_BYTES", builder.traceBytes);
    builder.logBytes = in.number("CONSOLE_LOG_BYTES", builder.logBytes);
    builder.seriesBytes = in.number("CONSOLE_SERIES_BYTES", builder.seriesBytes);
    builder.maxSeries = in.number("CONSOLE_MAX_SERIES", builder.maxSeries);
    builder.scrapeSampleLimit = in.number("CONSOLE_SCRAPE_SAMPLE_LIMIT", builder.scrapeSampleLimit);
    builder.queryTimeoutSeconds =
        in.number("CONSOLE_QUERY_TIMEOUT_SECONDS", builder.queryTimeoutSeconds);
    builder.queryMaxSamples = in.number("CONSOLE_QUERY_MAX_SAMPLES", builder.queryMaxSamples);
    builder.dataDirectory(in.text("CONSOLE_DATA_DIR", ""));
    builder.retentionHours = in.number("CONSOLE_RETENTION_HOURS", builder.retentionHours);
    builder.maxRequestBytes = in.number("CONSOLE_MAX_REQUEST_BYTES", builder.maxRequestBytes);
    builder.maxConcurrentRequests =
        in.number("CONSOLE_MAX_CONCURRENT_REQUESTS", builder.maxConcurrentRequests);
    AlertingVariables alerting = new AlertingVariables(in, builder.problems);
    builder.alerting = alerting.read();
    builder.dashboardDirectory = alerting.directory("CONSOLE_DASHBOARD_DIR");
    return builder;
  }

  private void dataDirectory(String text) {
    try {
      dataDirectory = text.isEmpty() ? null : Path.of(text);
    } catch (InvalidPathException e) {
      problems.add(new Problem("CONSOLE_DATA_DIR", text, "wants a directory"));
    }
  }

  private void scrapeTokens(Variables in) {
    scrapeIntervalSeconds = in.number("CONSOLE_SCRAPE_INTERVAL_SECONDS", scrapeIntervalSeconds);
    scrapeToken = in.secret("CONSOLE_SCRAPE_TOKEN");
  }

  private void scrapeTargets(String list) {
    if (list.equals("none")) {
      return;
    }
    for (String entry : list.split(",", -1)) {
      String trimmed = entry.strip();
      int equals = trimmed.indexOf('=');
      try {
        if (equals < 1) {
          throw new IllegalArgumentException("no job");
        }
        URI uri = URI.create(trimmed.substring(equals + 1));
        scrapeTargets.add(new ScrapeTarget(trimmed.substring(0, equals), uri));
      } catch (IllegalArgumentException e) {
        // The address may hold credentials, so it is not repeated.
        problems.add(
            new Problem(
                "CONSOLE_SCRAPE_TARGETS",
                equals < 1 ? Problem.HIDDEN : trimmed.substring(0, equals) + "=…",
                "wants none, or job=http://host:port/path, separated by commas"));
      }
    }
  }

  /** See {@link ConsoleConfig#bindAddress}. */
  public ConsoleConfigBuilder bindAddress(String address) {
    this.bindAddress = address;
    return this;
  }

  /** See {@link ConsoleConfig#port}. */
  public ConsoleConfigBuilder port(int value) {
    this.port = value;
    return this;
  }

  /** See {@link ConsoleConfig#otlpGrpcPort}. */
  public ConsoleConfigBuilder otlpGrpcPort(int value) {
    this.otlpGrpcPort = value;
    return this;
  }

  /** See {@link ConsoleConfig#otlpHttpPort}. */
  public ConsoleConfigBuilder otlpHttpPort(int value) {
    this.otlpHttpPort = value;
    return this;
  }

  /** See {@link ConsoleConfig#token}. */
  public ConsoleConfigBuilder token(@Nullable String value) {
    this.token = value;
    return this;
  }

  /** Adds one; see {@link ConsoleConfig#scrapeTargets}. */
  public ConsoleConfigBuilder scrapeTarget(String job, URI uri) {
    scrapeTargets.add(new ScrapeTarget(job, uri));
    return this;
  }

  /** See {@link ConsoleConfig#scrapeIntervalSeconds}. */
  public ConsoleConfigBuilder scrapeIntervalSeconds(int value) {
    this.scrapeIntervalSeconds = value;
    return this;
  }

  /** See {@link ConsoleConfig#scrapeToken}. */
  public ConsoleConfigBuilder scrapeToken(@Nullable String value) {
    this.scrapeToken = value;
    return this;
  }

  /** See {@link ConsoleConfig#traceBytes}. */
  public ConsoleConfigBuilder traceBytes(long value) {
    this.traceBytes = value;
    return this;
  }

  /** See {@link ConsoleConfig#logBytes}. */
  public ConsoleConfigBuilder logBytes(long value) {
    this.logBytes = value;
    return this;
  }

  /** See {@link ConsoleConfig#maxSeries}. */
  public ConsoleConfigBuilder maxSeries(int value) {
    this.maxSeries = value;
    return this;
  }

  /** See {@link ConsoleConfig#scrapeSampleLimit}. */
  public ConsoleConfigBuilder scrapeSampleLimit(int value) {
    this.scrapeSampleLimit = value;
    return this;
  }

  /** See {@link ConsoleConfig#queryTimeoutSeconds}. */
  public ConsoleConfigBuilder queryTimeoutSeconds(int value) {
    this.queryTimeoutSeconds = value;
    return this;
  }

  /** See {@link ConsoleConfig#queryMaxSamples}. */
  public ConsoleConfigBuilder queryMaxSamples(long value) {
    this.queryMaxSamples = value;
    return this;
  }

  /** See {@link ConsoleConfig#seriesBytes}. */
  public ConsoleConfigBuilder seriesBytes(long value) {
    this.seriesBytes = value;
    return this;
  }

  /** See {@link ConsoleConfig#dataDirectory}. */
  public ConsoleConfigBuilder dataDirectory(@Nullable Path value) {
    this.dataDirectory = value;
    return this;
  }

  /** See {@link ConsoleConfig#retentionHours}. */
  public ConsoleConfigBuilder retentionHours(int value) {
    this.retentionHours = value;
    return this;
  }

  /** See {@link ConsoleConfig#maxRequestBytes}. */
  public ConsoleConfigBuilder maxRequestBytes(int value) {
    this.maxRequestBytes = value;
    return this;
  }

  /** See {@link ConsoleConfig#maxConcurrentRequests}. */
  public ConsoleConfigBuilder maxConcurrentRequests(int value) {
    this.maxConcurrentRequests = value;
    return this;
  }

  /** See {@link ConsoleConfig#dashboardDirectory}. */
  public ConsoleConfigBuilder dashboardDirectory(@Nullable Path value) {
    this.dashboardDirectory = value;
    return this;
  }

  /** See {@link ConsoleConfig#alerting}. */
  public ConsoleConfigBuilder alerting(AlertingSettings value) {
    this.alerting = value;
    return this;
  }

  /**
   * The settings.
   *
   * @throws ConfigurationException naming every mistake
   */
  public ConsoleConfig build() {
    List<Problem> all = new ArrayList<>(problems);
    checkAddress(all);
    check(all, "CONSOLE_PORT", port, 0, 65_535);
    check(all, "CONSOLE_OTLP_GRPC_PORT", otlpGrpcPort, 0, 65_535);
    check(all, "CONSOLE_OTLP_HTTP_PORT", otlpHttpPort, 0, 65_535);
    checkPortsDiffer(all);
    check(all, "CONSOLE_SCRAPE_INTERVAL_SECONDS", scrapeIntervalSeconds, 1, 300);
    check(all, "CONSOLE_TRACE_BYTES", traceBytes, MEBIBYTE, Long.MAX_VALUE);
    check(all, "CONSOLE_LOG_BYTES", logBytes, MEBIBYTE, Long.MAX_VALUE);
    check(all, "CONSOLE_SERIES_BYTES", seriesBytes, MEBIBYTE, Long.MAX_VALUE);
    check(all, "CONSOLE_MAX_SERIES", maxSeries, 100, 10_000_000);
    check(all, "CONSOLE_SCRAPE_SAMPLE_LIMIT", scrapeSampleLimit, 1, 10_000_000);
    check(all, "CONSOLE_QUERY_TIMEOUT_SECONDS", queryTimeoutSeconds, 1, 600);
    check(all, "CONSOLE_QUERY_MAX_SAMPLES", queryMaxSamples, 1000, 1_000_000_000);
    check(all, "CONSOLE_RETENTION_HOURS", retentionHours, 0, 87_600);
    check(all, "CONSOLE_MAX_REQUEST_BYTES", maxRequestBytes, 64 << 10, 256 << 20);
    check(all, "CONSOLE_MAX_CONCURRENT_REQUESTS", maxConcurrentRequests, 1, 1024);
    check(all, "CONSOLE_RULE_INTERVAL_SECONDS", alerting.ruleIntervalSeconds(), 1, 3600);
    if (!all.isEmpty()) {
      throw new ConfigurationException(all);
    }
    return new ConsoleConfig(
        bindAddress,
        (int) port,
        (int) otlpGrpcPort,
        (int) otlpHttpPort,
        token,
        scrapeTargets,
        (int) scrapeIntervalSeconds,
        scrapeToken,
        traceBytes,
        logBytes,
        seriesBytes,
        (int) maxSeries,
        (int) scrapeSampleLimit,
        (int) queryTimeoutSeconds,
        queryMaxSamples,
        dataDirectory,
        (int) retentionHours,
        (int) maxRequestBytes,
        (int) maxConcurrentRequests,
        alerting,
        dashboardDirectory);
  }

  private void checkAddress(List<Problem> all) {
    String secret = token;
    if (secret != null && secret.length() < MIN_TOKEN_CHARS) {
      all.add(
          new Problem(
              "CONSOLE_TOKEN", Problem.HIDDEN, "wants " + MIN_TOKEN_CHARS + " characters or more"));
    }
    try {
      if (secret == null && !InetAddress.getByName(bindAddress).isLoopbackAddress()) {
        all.add(
            new Problem(
                "CONSOLE_BIND_ADDRESS",
                bindAddress,
                "is not loopback and so wants CONSOLE_TOKEN to be set"));
      }
    } catch (UnknownHostException e) {
      all.add(new Problem("CONSOLE_BIND_ADDRESS", bindAddress, "wants an address of this machine"));
    }
  }

  private void checkPortsDiffer(List<Problem> all) {
    if (port != 0 && (port == otlpGrpcPort || port == otlpHttpPort)) {
      all.add(new Problem("CONSOLE_PORT", Long.toString(port), "wants a port of its own"));
    }
    if (otlpHttpPort != 0 && otlpHttpPort == otlpGrpcPort) {
      all.add(
          new Problem(
              "CONSOLE_OTLP_HTTP_PORT", Long.toString(otlpHttpPort), "wants a port of its own"));
    }
  }

  private static void check(List<Problem> all, String name, long value, long min, long max) {
    if (value < min || value > max) {
      String most = max == Long.MAX_VALUE ? " or more" : " to " + max;
      all.add(new Problem(name, Long.toString(value), "wants a number, " + min + most));
    }
  }
}
