package io.choicesherpa.telemetry.config;

import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import io.choicesherpa.telemetry.logging.LevelFilter;
import io.choicesherpa.telemetry.output.LogOutputSettings;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
    LogOutputSettings logOutput = logOutput();
    URI endpoint = endpoint();
    OtlpProtocol protocol = protocol();
    Map<String, String> headers = headers();
    double sampleRate = sampleRate();
    TraceKeeping keeping = traceKeeping();
    int port = port();
    String bindAddress = bindAddress();
    String token = metricsToken();
    SentrySettings sentry = sentry(application);
    RedactionSettings redaction = RedactionVariables.read(variables, problems);
    Path auditHeadFile = auditHeadFile();
    problems.addAll(OpenTelemetryVariables.problems(variables));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new TelemetryConfig(
        serviceName,
        application.version(),
        environment,
        logLevel,
        logOutput,
        endpoint,
        protocol,
        headers,
        sampleRate,
        keeping,
        port,
        bindAddress,
        token,
        sentry,
        redaction,
        auditHeadFile,
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

  private LogOutputSettings logOutput() {
    return new LogOutputSettings(
        logFile(),
        number(
            "LOG_FILE_MAX_BYTES",
            LogOutputSettings.DEFAULT_FILE_MAX_BYTES,
            LogOutputSettings.MIN_FILE_BYTES,
            Long.MAX_VALUE,
            "bytes, from 1048576 (1 MiB) on"),
        (int)
            number(
                "LOG_FILE_MAX_FILES",
                LogOutputSettings.DEFAULT_FILE_MAX_FILES,
                LogOutputSettings.MIN_FILES,
                LogOutputSettings.MAX_FILES,
                "the number of files kept, the current one included: 2 to 100"),
        (int)
            number(
                "LOG_FLOOD_LIMIT",
                LogOutputSettings.DEFAULT_FLOOD_LIMIT_PER_SECOND,
                0,
                LogOutputSettings.MAX_FLOOD_LIMIT,
                "lines a second of one logger at one level: 1 to 1000000, or 0 for no limit"));
  }

  private @Nullable Path logFile() {
    String value = find("LOG_FILE");
    if (value == null) {
      return null;
    }
    try {
      Path file = Path.of(value);
      // Rotation would read a % as a pattern.
      if (value.indexOf('%') < 0 && !value.endsWith("/") && !Files.isDirectory(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Said below, together with what is a path but no file's.
    }
    wrong("LOG_FILE", value, "the path of a file, not of a directory, without %");
    return null;
  }

  private @Nullable Path auditHeadFile() {
    String value = find("AUDIT_HEAD_FILE");
    if (value == null) {
      return null;
    }
    try {
      Path file = Path.of(value);
      if (!value.endsWith("/") && !Files.isDirectory(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Told below, like any other mistake.
    }
    wrong("AUDIT_HEAD_FILE", value, "the path of a file, in a folder that can be written to");
    return null;
  }

  private long number(String name, long defaultValue, long min, long max, String allowed) {
    String value = find(name);
    if (value == null) {
      return defaultValue;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with a number out of range.
    }
    wrong(name, value, allowed);
    return defaultValue;
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

  private TraceKeeping traceKeeping() {
    return new TraceKeeping(keepErrors(), keepSlowMillis());
  }

  private boolean keepErrors() {
    String value = text("TRACE_KEEP_ERRORS", "true").toLowerCase(Locale.ROOT);
    if (!value.equals("true") && !value.equals("false")) {
      wrong("TRACE_KEEP_ERRORS", value, "true or false");
    }
    return value.equals("true");
  }

  private long keepSlowMillis() {
    String value = find("TRACE_KEEP_SLOW_MILLIS");
    if (value == null) {
      return TraceKeeping.DEFAULT_SLOW_MILLIS;
    }
    try {
      long millis = Long.parseLong(value);
      if (millis >= 0 && millis <= TraceKeeping.MAX_SLOW_MILLIS) {
        return millis;
      }
    } catch (NumberFormatException e) {
      // Said below, together with a number out of range.
    }
    wrong(
        "TRACE_KEEP_SLOW_MILLIS",
        value,
        "milliseconds from 1 to " + TraceKeeping.MAX_SLOW_MILLIS + ", or 0 for off");
    return TraceKeeping.DEFAULT_SLOW_MILLIS;
  }

  private int port() {
    return (int)
        number(
            "METRICS_PORT",
            TelemetryConfig.DEFAULT_METRICS_PORT,
            0,
            65_535,
            "a port from 1 to 65535, or 0 for any free one");
  }

  private String bindAddress() {
    String address = text("METRICS_BIND_ADDRESS", TelemetryConfig.DEFAULT_METRICS_BIND_ADDRESS);
    try {
      InetAddress unused = InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      wrong(
          "METRICS_BIND_ADDRESS",
          address,
          "an address of this machine, such as 127.0.0.1 or 0.0.0.0");
    }
    return address;
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
