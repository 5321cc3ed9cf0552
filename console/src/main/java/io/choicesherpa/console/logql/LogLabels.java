package io.choicesherpa.console.logql;

import io.choicesherpa.console.store.AttributeText;
import io.choicesherpa.console.store.Origin;
import io.choicesherpa.console.store.SpanIds;
import io.choicesherpa.console.store.StoredLog;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels that a log record has in LogQL. The stream's: service, namespace, instance,
 * environment, logger and level. Everything else is structured metadata, named as Loki names OTLP
 * attributes: what is no letter, digit or underscore becomes an underscore, and maps are flattened.
 *
 * @see <a href="https://grafana.com/docs/loki/latest/send-data/otel/">Loki, ingesting OTLP logs</a>
 */
public final class LogLabels {

  /** {@code service.name}. */
  public static final String SERVICE_NAME = "service_name";

  /** {@code service.instance.id}. */
  public static final String INSTANCE = "service_instance_id";

  /** {@code deployment.environment.name}, or its older name. */
  public static final String ENVIRONMENT = "environment";

  /** The logger. */
  public static final String TARGET = "target";

  /** trace, debug, info, warn, error, fatal or unknown. */
  public static final String LEVEL = "level";

  /** The same under Loki's name. */
  public static final String DETECTED_LEVEL = "detected_level";

  /** The labels that may stand between braces. */
  public static final List<String> STREAM =
      List.of(
          DETECTED_LEVEL, ENVIRONMENT, LEVEL, INSTANCE, SERVICE_NAME, "service_namespace", TARGET);

  private static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "fatal");
  private static final String UNKNOWN = "unknown";
  private static final int NUMBERS_PER_LEVEL = 4;
  private static final int MAX_ATTRIBUTES = 500;
  private static final int MAX_DEPTH = 4;

  private LogLabels() {}

  /** The level's name in lower case. */
  public static String level(int severity) {
    int level = (severity - 1) / NUMBERS_PER_LEVEL;
    return severity > 0 && level < LEVELS.size() ? LEVELS.get(level) : UNKNOWN;
  }

  /** The labels of the stream, by name. */
  public static Map<String, String> stream(Origin origin, int severity) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(SERVICE_NAME, origin.service());
    String level = level(severity);
    labels.put(LEVEL, level);
    labels.put(DETECTED_LEVEL, level);
    put(labels, TARGET, origin.scope().getName());
    String olderEnvironment = "";
    for (KeyValue attribute : origin.resource().getAttributesList()) {
      String value = AttributeText.of(attribute.getValue());
      switch (attribute.getKey()) {
        case "service.namespace" -> put(labels, "service_namespace", value);
        case "service.instance.id" -> put(labels, INSTANCE, value);
        case "deployment.environment.name" -> put(labels, ENVIRONMENT, value);
        case "deployment.environment" -> olderEnvironment = value;
        default -> {}
      }
    }
    if (!labels.containsKey(ENVIRONMENT)) {
      put(labels, ENVIRONMENT, olderEnvironment);
    }
    return Collections.unmodifiableMap(labels);
  }

  private static void put(Map<String, String> labels, String name, String value) {
    if (!value.isEmpty()) {
      labels.put(name, value);
    }
  }

  /** What is no label of the stream. */
  static Map<String, String> metadata(StoredLog log, LogRecord record, Map<String, String> stream) {
    Map<String, String> labels = new TreeMap<>();
    for (KeyValue attribute : record.getAttributesList()) {
      flatten(labels, name(attribute.getKey()), attribute.getValue(), 0);
    }
    if (log.traceId() != null) {
      labels.put("trace_id", log.traceId().toString());
    }
    if (log.spanId() != SpanIds.NONE) {
      labels.put("span_id", SpanIds.toHex(log.spanId()));
    }
    put(labels, "severity_text", record.getSeverityText());
    put(labels, "event_name", record.getEventName());
    labels.keySet().removeAll(stream.keySet());
    return labels;
  }

  private static void flatten(Map<String, String> labels, String name, AnyValue value, int depth) {
    if (labels.size() >= MAX_ATTRIBUTES) {
      return;
    }
    if (value.hasKvlistValue() && depth < MAX_DEPTH) {
      for (KeyValue entry : value.getKvlistValue().getValuesList()) {
        flatten(labels, name + "_" + name(entry.getKey()), entry.getValue(), depth + 1);
      }
    } else {
      labels.put(name, AttributeText.of(value));
    }
  }

  /** The text as a label's name. */
  static String name(String text) {
    StringBuilder name = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !digit) {
        name = name == null ? new StringBuilder(text) : name;
        name.setCharAt(i, '_');
      }
    }
    String plain = name == null ? text : name.toString();
    return !plain.isEmpty() && Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
  }
}
