package io.choicesherpa.console.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import io.choicesherpa.console.query.PrometheusJson.Notes;
import io.choicesherpa.console.series.SeriesFigures;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.source.TimeRange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What this is and how full it is. Thread-safe. */
final class StatusApi {

  /** The Prometheus whose API and PromQL this has: tools choose by it what they may ask for. */
  private static final String LIKE_PROMETHEUS = "3.0.0";

  private static final int TOP = 10;
  private static final TimeRange EVER = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  private final SeriesStore store;

  StatusApi(SeriesStore store) {
    this.store = store;
  }

  HttpResponse buildInfo() {
    String own = StatusApi.class.getPackage().getImplementationVersion();
    return PrometheusJson.success(
        out -> {
          out.writeStartObject();
          out.writeStringField("version", LIKE_PROMETHEUS);
          out.writeStringField("revision", "choice-sherpa-console");
          out.writeStringField("branch", Objects.requireNonNullElse(own, "unpackaged"));
          out.writeStringField("buildUser", "");
          out.writeStringField("buildDate", "");
          out.writeStringField("goVersion", "");
          out.writeEndObject();
        },
        Notes.NONE);
  }

  HttpResponse tsdb() {
    SeriesFigures figures = store.figures();
    long oldest = store.oldestMillis();
    long latest = store.latestMillis();
    Map<String, Integer> values = new HashMap<>();
    Map<String, Integer> pairs = new HashMap<>();
    for (String name : store.labelNames(List.of(), EVER)) {
      Map<String, Integer> counts = store.seriesCounts(name);
      values.put(name, counts.size());
      counts.forEach((value, count) -> pairs.put(name + "=" + value, count));
    }
    return PrometheusJson.success(
        out -> {
          out.writeStartObject();
          out.writeObjectFieldStart("headStats");
          out.writeNumberField("numSeries", figures.series());
          out.writeNumberField("numLabelPairs", pairs.size());
          out.writeNumberField("minTime", oldest == Long.MAX_VALUE ? 0 : oldest);
          out.writeNumberField("maxTime", latest == Long.MIN_VALUE ? 0 : latest);
          out.writeEndObject();
          writeTop(out, "seriesCountByMetricName", store.seriesCounts(Labels.METRIC_NAME));
          writeTop(out, "labelValueCountByLabelName", values);
          writeTop(out, "seriesCountByLabelValuePair", pairs);
          out.writeEndObject();
        },
        Notes.NONE);
  }

  private static void writeTop(JsonGenerator out, String name, Map<String, Integer> counts)
      throws IOException {
    out.writeArrayFieldStart(name);
    List<Map.Entry<String, Integer>> top =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(TOP)
            .toList();
    for (Map.Entry<String, Integer> entry : top) {
      out.writeStartObject();
      out.writeStringField("name", entry.getKey());
      out.writeNumberField("value", entry.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
