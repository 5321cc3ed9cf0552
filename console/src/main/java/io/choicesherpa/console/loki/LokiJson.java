package io.choicesherpa.console.loki;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.console.json.JsonBody;
import io.choicesherpa.console.logql.LogLine;
import io.choicesherpa.console.logql.MetricResult;
import io.choicesherpa.console.logql.MetricSeries;
import io.choicesherpa.console.logql.QueryStats;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Results as Loki writes them. */
final class LokiJson {

  private static final double NANOS_PER_SECOND = 1e9;

  private LokiJson() {}

  /**
   * Lines by stream.
   *
   * @param categorized whether metadata and parsed labels stand apart, as Grafana asks for by a
   *     header; otherwise they are part of the stream's labels
   */
  static JsonBody streams(List<LogLine> lines, boolean categorized, QueryStats stats) {
    Map<Map<String, String>, List<LogLine>> streams = new LinkedHashMap<>();
    for (LogLine line : lines) {
      Map<String, String> labels = line.stream();
      if (!categorized) {
        labels = new TreeMap<>(labels);
        labels.putAll(line.shownMetadata());
        labels.putAll(line.parsed());
      }
      streams.computeIfAbsent(labels, key -> new ArrayList<>()).add(line);
    }
    return success(
        "streams",
        stats,
        categorized,
        out -> {
          out.writeStartArray();
          for (Map.Entry<Map<String, String>, List<LogLine>> stream : streams.entrySet()) {
            out.writeStartObject();
            writeLabels(out, "stream", stream.getKey());
            out.writeArrayFieldStart("values");
            for (LogLine line : stream.getValue()) {
              writeLine(out, line, categorized);
            }
            out.writeEndArray();
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private static void writeLine(JsonGenerator out, LogLine line, boolean categorized)
      throws IOException {
    out.writeStartArray();
    out.writeString(Long.toString(line.log().timeEpochNanos()));
    out.writeString(line.text());
    if (categorized) {
      out.writeStartObject();
      writeUnlessEmpty(out, "structuredMetadata", line.shownMetadata());
      writeUnlessEmpty(out, "parsed", line.parsed());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeUnlessEmpty(JsonGenerator out, String name, Map<String, String> labels)
      throws IOException {
    if (!labels.isEmpty()) {
      writeLabels(out, name, labels);
    }
  }

  private static void writeLabels(JsonGenerator out, String name, Map<String, String> labels)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, String> label : labels.entrySet()) {
      out.writeStringField(label.getKey(), label.getValue());
    }
    out.writeEndObject();
  }

  /** Numbers over a range. */
  static JsonBody matrix(MetricResult result, long startNanos, long stepNanos) {
    return success(
        "matrix",
        result.stats(),
        false,
        out -> {
          out.writeStartArray();
          Double scalar = result.scalar();
          for (MetricSeries series : result.series()) {
            out.writeStartObject();
            writeLabels(out, "metric", series.labels());
            out.writeArrayFieldStart("values");
            for (int step = 0; step < series.steps(); step++) {
              if (series.has(step)) {
                writePoint(out, startNanos + step * stepNanos, series.at(step));
              }
            }
            out.writeEndArray();
            out.writeEndObject();
          }
          if (scalar != null) {
            out.writeStartObject();
            writeLabels(out, "metric", Map.of());
            out.writeArrayFieldStart("values");
            writePoint(out, startNanos, scalar);
            out.writeEndArray();
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  /** Numbers at one time. */
  static JsonBody instant(MetricResult result, long timeNanos) {
    Double scalar = result.scalar();
    return success(
        scalar == null ? "vector" : "scalar",
        result.stats(),
        false,
        out -> {
          if (scalar != null) {
            writePoint(out, timeNanos, scalar);
            return;
          }
          out.writeStartArray();
          for (MetricSeries series : result.series()) {
            out.writeStartObject();
            writeLabels(out, "metric", series.labels());
            out.writeFieldName("value");
            writePoint(out, timeNanos, series.at(0));
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private static void writePoint(JsonGenerator out, long timeNanos, double value)
      throws IOException {
    out.writeStartArray();
    out.writeNumber(
        BigDecimal.valueOf(timeNanos / 1_000_000, 3).stripTrailingZeros().toPlainString());
    out.writeString(number(value));
    out.writeEndArray();
  }

  /** As Go writes numbers: without an exponent where that is short. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == 0
        ? "0"
        : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static JsonBody success(
      String type, QueryStats stats, boolean categorized, JsonBody result) {
    return out -> {
      out.writeStartObject();
      out.writeStringField("status", "success");
      out.writeObjectFieldStart("data");
      out.writeStringField("resultType", type);
      if (categorized) {
        out.writeArrayFieldStart("encodingFlags");
        out.writeString("categorize-labels");
        out.writeEndArray();
      }
      out.writeFieldName("result");
      result.writeTo(out);
      writeStats(out, stats);
      out.writeEndObject();
      out.writeEndObject();
    };
  }

  private static void writeStats(JsonGenerator out, QueryStats stats) throws IOException {
    double seconds = stats.nanos() / NANOS_PER_SECOND;
    out.writeObjectFieldStart("stats");
    out.writeObjectFieldStart("summary");
    out.writeNumberField("bytesProcessedPerSecond", rate(stats.bytes(), seconds));
    out.writeNumberField("linesProcessedPerSecond", rate(stats.lines(), seconds));
    out.writeNumberField("totalBytesProcessed", stats.bytes());
    out.writeNumberField("totalLinesProcessed", stats.lines());
    out.writeNumberField("execTime", seconds);
    out.writeNumberField("queueTime", 0);
    out.writeEndObject();
    out.writeEndObject();
  }

  private static long rate(long count, double seconds) {
    return seconds == 0 ? 0 : (long) (count / seconds);
  }
}
