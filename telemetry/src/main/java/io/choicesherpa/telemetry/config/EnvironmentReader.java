package io.choicesherpa.telemetry.config;

import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import io.choicesherpa.telemetry.logging.LevelFilter;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads every setting, notes every mistake and only then says whether the whole can be used. */
final class EnvironmentReader {

  private static final String NO_EXPORT = "none";
  private static final Set<String> READ_HERE =
      Set.of(
          "OTEL_SERVICE_NAME",
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "OTEL_EXPORTER_OTLP_PROTOCOL",
          "OTEL_EXPORTER_OTLP_HEADERS");

  private final Map<String, String> variables;
  private final List<Problem> problems = new ArrayList<>();

  EnvironmentReader(Map<String, String> variables) {
    this.variables = variables;
  }

  TelemetryConfig read(ApplicationIdentity application) {
    String serviceName = text("OTEL_SERVICE_NAME", application.name());
    String environment = environment();
    String logLevel = logLevel();
    URI endpoint = endpoint();
    OtlpProtocol protocol = protocol();
    Map<String, String> headers = headers();
    double sampleRate = sampleRate();
    int port = port();
    String bindAddress = text("METRICS_BIND_ADDRESS", TelemetryConfig.DEFAULT_METRICS_BIND_ADDRESS);
    String token = metricsToken();
    SentrySettings sentry = sentry(application);
    RedactionSettings redaction = RedactionVariables.read(variables, problems);
    problems.addAll(OpenTelemetryVariables.problems(variables));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new TelemetryConfig(
        serviceName,
        application.version(),
        environment,
        logLevel,
        endpoint,
        protocol,
        headers,
        sampleRate,
        port,
        bindAddress,
        token,
        sentry,
        redaction,
        openTelemetryVariables());
  }

  private String environment() {
    String value = text("ENVIRONMENT", TelemetryConfig.DEFAULT_ENVIRONMENT);
    if (value.length() > 64 || !value.chars().allMatch(EnvironmentReader::isNameCharacter)) {
      wrong(
          "ENVIRONMENT",
          value,
          "a name such as development, staging or production: lower-case letters, digits, - and _,"
              + " at most 64");
    }
    return value;
  }

  private static boolean isNameCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  private String logLevel() {
    String value = text("LOG_LEVEL", TelemetryConfig.DEFAULT_LOG_LEVEL);
    try {
      LevelFilter.parse(value);
    } catch (IllegalArgumentException e) {
      wrong("LOG_LEVEL", value, String.valueOf(e.getMessage()));
    }
    return value;
  }

  private @Nullable URI endpoint() {
    String name = "OTLP_ENDPOINT";
    String value = find(name);
    if (value == null) {
      name = "OTEL_EXPORTER_OTLP_ENDPOINT";
      value = text(name, TelemetryConfig.DEFAULT_OTLP_ENDPOINT);
    }
    if (value.toLowerCase(Locale.ROOT).equals(NO_EXPORT)) {
      return null;
    }
    try {
      URI uri = new URI(value);
      String scheme = uri.getScheme();
      if (("http".equals(scheme) || "https".equals(scheme)) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, together with every other way of not being a URL.
    }
    // A URL may hold credentials before its @, so the value is shown only when it has none.
    wrong(
        name,
        value.indexOf('@') < 0 ? value : Problem.HIDDEN,
        "a URL such as http://localhost:4317 (http or https), or none for no export");
    return null;
  }

  private OtlpProtocol protocol() {
    String name = find("OTLP_PROTOCOL") == null ? "OTEL_EXPORTER_OTLP_PROTOCOL" : "OTLP_PROTOCOL";
    String value = text(name, OtlpProtocol.GRPC.text());
    for (OtlpProtocol protocol : OtlpProtocol.values()) {
      if (protocol.text().equals(value.toLowerCase(Locale.ROOT))) {
        return protocol;
      }
    }
    wrong(name, value, "grpc or http/protobuf");
    return OtlpProtocol.GRPC;
  }

  private Map<String, String> headers() {
    String name = find("OTLP_HEADERS") == null ? "OTEL_EXPORTER_OTLP_HEADERS" : "OTLP_HEADERS";
    Map<String, String> headers = new LinkedHashMap<>();
    for (String pair : text(name, "").split(",", -1)) {
      if (pair.isBlank()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String key = equals < 0 ? "" : pair.substring(0, equals).trim();
      if (key.isEmpty() || !key.chars().allMatch(EnvironmentReader::isHeaderCharacter)) {
        wrong(name, Problem.HIDDEN, "name=value pairs with commas between, values URL-encoded");
        return headers;
      }
      try {
        headers.put(
            key, URLDecoder.decode(pair.substring(equals + 1).trim(), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        wrong(name, Problem.HIDDEN, "the value of " + key + " must be URL-encoded");
      }
    }
    return headers;
  }

  /** RFC 9110's token, of which gRPC allows less: the common part. */
  private static boolean isHeaderCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  private double sampleRate() {
    String value = find("TRACE_SAMPLE_RATE");
    if (value == null) {
      return TelemetryConfig.DEFAULT_TRACE_SAMPLE_RATE;
    }
    try {
      double rate = Double.parseDouble(value);
      if (rate >= 0 && rate <= 1) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // Said below, together with a number out of range.
    }
    wrong("TRACE_SAMPLE_RATE", value, "a number from 0 to 1, such as 0.1");
    return TelemetryConfig.DEFAULT_TRACE_SAMPLE_RATE;
  }

  private int port() {
    String value = find("METRICS_PORT");
    if (value == null) {
      return TelemetryConfig.DEFAULT_METRICS_PORT;
    }
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below, together with a number out of range.
    }
    wrong("METRICS_PORT", value, "a port from 1 to 65535, or 0 for any free one");
    return TelemetryConfig.DEFAULT_METRICS_PORT;
  }

  private @Nullable String metricsToken() {
    String token = find("METRICS_TOKEN");
    if (token != null && (token.length() < 16 || !token.chars().allMatch(c -> c > 32 && c < 127))) {
      wrong("METRICS_TOKEN", Problem.HIDDEN, "at least 16 printable ASCII characters, no blanks");
    }
    return token;
  }

  private @Nullable SentrySettings sentry(ApplicationIdentity application) {
    String dsn = find("SENTRY_DSN");
    boolean usable = dsn == null || SentrySettings.isDsn(dsn);
    if (!usable) {
      wrong(
          "SENTRY_DSN",
          Problem.HIDDEN,
          "the project's DSN, such as https://key@sentry.example.com/42 (http or https)");
    }
    List<String> includes = inAppIncludes(application);
    return dsn == null || !usable ? null : new SentrySettings(dsn, includes);
  }

  private List<String> inAppIncludes(ApplicationIdentity application) {
    String name = "SENTRY_IN_APP_INCLUDES";
    String value = find(name);
    if (value == null) {
      String own = application.mainPackage();
      return List.of(own == null ? SentrySettings.DEFAULT_IN_APP_INCLUDE : own);
    }
    List<String> prefixes = new ArrayList<>();
    for (String each : value.split(",", -1)) {
      String prefix = each.trim();
      if (prefix.isEmpty() || !prefix.chars().allMatch(EnvironmentReader::isClassNameCharacter)) {
        wrong(name, value, "package names with commas between, such as com.example,org.example");
        return List.of(SentrySettings.DEFAULT_IN_APP_INCLUDE);
      }
      prefixes.add(prefix);
    }
    return prefixes;
  }

  private static boolean isClassNameCharacter(int c) {
    return c == '.' || Character.isJavaIdentifierPart(c);
  }

  /**
   * OpenTelemetry's own variables, less those that this class has read or that a newer one
   * overrules.
   */
  private Map<String, String> openTelemetryVariables() {
    Map<String, String> found = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith("OTEL_") && !READ_HERE.contains(name)) {
            found.put(name, value);
          }
        });
    if (find("TRACE_SAMPLE_RATE") != null) {
      found.remove("OTEL_TRACES_SAMPLER");
      found.remove("OTEL_TRACES_SAMPLER_ARG");
    }
    return found;
  }

  private String text(String name, String defaultValue) {
    String value = find(name);
    return value == null ? defaultValue : value;
  }

  private @Nullable String find(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value.trim();
  }

  private void wrong(String variable, String shownValue, String allowed) {
    problems.add(new Problem(variable, shownValue, allowed));
  }
}
