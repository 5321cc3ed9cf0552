package io.choicesherpa.benchmarks.backend;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What watches the backend. Everything else is the same for all. */
enum Variant {
  ON("everything on", 0),
  SHIPPED("as shipped", 1),
  OFF("everything off", 2),
  AGENT("the OpenTelemetry Java agent", 3);

  private final String label;
  private final int redisDatabase;

  Variant(String label, int redisDatabase) {
    this.label = label;
    this.redisDatabase = redisDatabase;
  }

  String label() {
    return label;
  }

  /** The PostgreSQL database that nobody else uses; the process goes by this name, too. */
  String database() {
    return "bench_" + name().toLowerCase(Locale.ROOT);
  }

  /** The Redis database that nobody else uses. */
  int redisDatabase() {
    return redisDatabase;
  }

  /** Whether this library watches it. */
  boolean isOurs() {
    return this == ON || this == SHIPPED;
  }

  /** The JVM's options beside those that all have. */
  List<String> jvmOptions(Path agent) {
    return this == AGENT ? List.of("-javaagent:" + agent) : List.of();
  }

  /** What is set for this variant alone. All that export send to the same receiver. */
  Map<String, String> environment(int otlpPort, int metricsPort) {
    String receiver = "http://127.0.0.1:" + otlpPort;
    Map<String, String> set = new HashMap<>();
    switch (this) {
      case ON -> {
        ours(set, receiver, metricsPort);
        set.put("TRACE_SAMPLE_RATE", "1");
      }
      case SHIPPED -> ours(set, receiver, metricsPort);
      case OFF -> {
        set.put("TELEMETRY_ENABLED", "false");
        set.put("LOGGING_LEVEL_ROOT", "OFF");
      }
      case AGENT -> {
        set.put("TELEMETRY_ENABLED", "false");
        set.put("LOGGING_LEVEL_ROOT", "INFO");
        set.put("OTEL_SERVICE_NAME", "choice-sherpa");
        set.put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver);
        set.put("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
        set.put("OTEL_TRACES_EXPORTER", "otlp");
        set.put("OTEL_METRICS_EXPORTER", "otlp");
        set.put("OTEL_LOGS_EXPORTER", "otlp");
        set.put("OTEL_TRACES_SAMPLER", "parentbased_always_on");
        set.put(
            "OTEL_METRIC_EXPORT_INTERVAL", Long.toString(Surroundings.SCRAPE_INTERVAL.toMillis()));
      }
    }
    return set;
  }

  private static void ours(Map<String, String> set, String receiver, int metricsPort) {
    set.put("OTLP_ENDPOINT", receiver);
    set.put("METRICS_PORT", Integer.toString(metricsPort));
    set.put("LOG_LEVEL", "INFO");
    // Every line is to be written: this load is no flood.
    set.put("LOG_FLOOD_LIMIT", "0");
  }
}
