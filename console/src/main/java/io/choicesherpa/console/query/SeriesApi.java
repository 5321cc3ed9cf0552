package io.choicesherpa.console.query;

import com.linecorp.armeria.common.HttpResponse;
import io.choicesherpa.console.query.PrometheusJson.Notes;
import io.choicesherpa.console.series.MetricMetadata;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.parser.ParserOptions;
import io.choicesherpa.promql.parser.PromqlParser;
import io.choicesherpa.promql.source.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;

/** What series, labels and metrics there are. Thread-safe. */
final class SeriesApi {

  private static final Duration READY_LIMIT = Duration.ofSeconds(1);

  private final SeriesStore store;
  private final PromqlParser parser = new PromqlParser(ParserOptions.stable());

  SeriesApi(SeriesStore store) {
    this.store = store;
  }

  HttpResponse series(ApiParams params) {
    TimeRange range = params.range();
    List<List<LabelMatcher>> selectors = params.selectors(parser);
    if (selectors.isEmpty()) {
      throw ApiException.badData("no match[] parameter provided");
    }
    NavigableSet<Labels> found = new TreeSet<>();
    boolean whole = store.awaitReady(READY_LIMIT);
    for (List<LabelMatcher> matchers : selectors) {
      found.addAll(store.labels(matchers, range));
    }
    int limit = params.limit("limit");
    return PrometheusJson.success(
        out -> {
          out.writeStartArray();
          int left = limit;
          for (Labels labels : found) {
            if (left-- == 0) {
              break;
            }
            PrometheusJson.writeLabels(out, labels);
          }
          out.writeEndArray();
        },
        notes(whole, found.size() > limit));
  }

  HttpResponse labels(ApiParams params) {
    TimeRange range = params.range();
    return texts(params, matchers -> store.labelNames(matchers, range));
  }

  HttpResponse values(String label, ApiParams params) {
    if (label.isEmpty()) {
      throw ApiException.badData("invalid label name: \"\"");
    }
    TimeRange range = params.range();
    return texts(params, matchers -> store.labelValues(label, matchers, range));
  }

  private HttpResponse texts(
      ApiParams params, Function<List<LabelMatcher>, Collection<String>> find) {
    List<List<LabelMatcher>> selectors = params.selectors(parser);
    int limit = params.limit("limit");
    boolean whole = store.awaitReady(READY_LIMIT);
    NavigableSet<String> found = new TreeSet<>();
    if (selectors.isEmpty()) {
      found.addAll(find.apply(List.of()));
    }
    for (List<LabelMatcher> matchers : selectors) {
      found.addAll(find.apply(matchers));
    }
    List<String> texts = found.stream().limit(limit).toList();
    return PrometheusJson.success(
        out -> PrometheusJson.writeTexts(out, texts), notes(whole, found.size() > limit));
  }

  private static Notes notes(boolean whole, boolean truncated) {
    List<String> warnings = new ArrayList<>();
    if (!whole) {
      warnings.add("series of the last run are still being read: some may be missing");
    }
    if (truncated) {
      warnings.add("results truncated due to limit");
    }
    return new Notes(warnings, List.of());
  }

  HttpResponse metadata(ApiParams params) {
    int limit = params.limit("limit");
    int perMetric = params.limit("limit_per_metric");
    String metric = params.text("metric");
    Map<String, List<MetricMetadata>> all = store.metadata().all();
    return PrometheusJson.success(
        out -> {
          out.writeStartObject();
          int left = limit;
          for (Map.Entry<String, List<MetricMetadata>> entry : all.entrySet()) {
            if (!metric.isEmpty() && !metric.equals(entry.getKey())) {
              continue;
            }
            if (left-- == 0) {
              break;
            }
            out.writeArrayFieldStart(entry.getKey());
            for (MetricMetadata one : entry.getValue().stream().limit(perMetric).toList()) {
              out.writeStartObject();
              out.writeStringField("type", one.type());
              out.writeStringField("help", one.help());
              out.writeStringField("unit", one.unit());
              out.writeEndObject();
            }
            out.writeEndArray();
          }
          out.writeEndObject();
        },
        Notes.NONE);
  }
}
