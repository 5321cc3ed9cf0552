package io.choicesherpa.console.web;

import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.MatchType;
import io.choicesherpa.promql.model.StaleMarker;
import io.choicesherpa.promql.source.SampleIterator;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Requests per second and share of server errors of each job, from the counters it exposes. */
final class TrafficFigures {

  /** The request counters known here, and the label that holds the status code. */
  private static final Map<String, String> COUNTERS =
      Map.of(
          "http_requests_total", "status",
          "http_server_requests_seconds_count", "status",
          "http_server_request_duration_seconds_count", "http_response_status_code");

  /** The headline is of this last stretch. */
  private static final long HEADLINE_MILLIS = 60_000;

  /** The line beside it goes back so far. */
  private static final long HISTORY_MILLIS = 600_000;

  /**
   * One job's traffic.
   *
   * @param requestsPerSecond over the last minute
   * @param errorShare share of status codes from 500 up, 0 to 1; 0 without requests
   * @param history requests per second, scrape by scrape, oldest first
   */
  record Traffic(double requestsPerSecond, double errorShare, List<Double> history) {}

  private static final class Increase {
    double requests;
    double errors;
  }

  private final SeriesStore series;

  TrafficFigures(SeriesStore series) {
    this.series = series;
  }

  /** By job; only jobs with a request counter. */
  Map<String, Traffic> at(long nowMillis) {
    Map<String, SortedMap<Long, Increase>> byJob = new TreeMap<>();
    COUNTERS.forEach(
        (metric, statusLabel) -> {
          TimeRange range = new TimeRange(nowMillis - HISTORY_MILLIS, nowMillis);
          LabelMatcher name = new LabelMatcher(MatchType.EQUAL, Labels.METRIC_NAME, metric);
          Map<String, List<Series>> found = new TreeMap<>();
          for (Series one : series.select(List.of(name), range)) {
            found.computeIfAbsent(one.labels().valueOf("job"), job -> new ArrayList<>()).add(one);
          }
          found.forEach(
              (job, ofJob) ->
                  add(ofJob, range, statusLabel, byJob.computeIfAbsent(job, j -> new TreeMap<>())));
        });
    Map<String, Traffic> traffic = new TreeMap<>();
    byJob.forEach((job, increases) -> traffic.put(job, traffic(increases, nowMillis)));
    return traffic;
  }

  private static void add(
      List<Series> found,
      TimeRange range,
      String statusLabel,
      SortedMap<Long, Increase> increases) {
    long first = found.stream().mapToLong(one -> firstMillis(one, range)).min().orElse(0);
    for (Series one : found) {
      boolean error = isError(one.labels(), statusLabel);
      double before = 0;
      boolean begun = false;
      SampleIterator samples = one.samples(range);
      while (samples.next()) {
        long time = samples.timestampMillis();
        double value = samples.value();
        if (StaleMarker.is(value)) {
          continue;
        }
        Increase increase = increases.computeIfAbsent(time, t -> new Increase());
        // A series that shows up later than the others began at 0; a lower value is a restart.
        if (begun || time > first) {
          double grown = value >= before ? value - before : value;
          increase.requests += grown;
          increase.errors += error ? grown : 0;
        }
        before = value;
        begun = true;
      }
    }
  }

  private static long firstMillis(Series series, TimeRange range) {
    SampleIterator samples = series.samples(range);
    return samples.next() ? samples.timestampMillis() : Long.MAX_VALUE;
  }

  private static boolean isError(Labels labels, String statusLabel) {
    String status = labels.valueOf(statusLabel);
    return status.length() == 3 && status.charAt(0) == '5';
  }

  private static Traffic traffic(SortedMap<Long, Increase> increases, long nowMillis) {
    List<Double> history = new ArrayList<>();
    double requests = 0;
    double errors = 0;
    double seconds = 0;
    long previous = -1;
    for (Map.Entry<Long, Increase> entry : increases.entrySet()) {
      long time = entry.getKey();
      if (previous >= 0) {
        double elapsed = (time - previous) / 1000.0;
        history.add(entry.getValue().requests / elapsed);
        if (time > nowMillis - HEADLINE_MILLIS) {
          requests += entry.getValue().requests;
          errors += entry.getValue().errors;
          seconds += elapsed;
        }
      }
      previous = time;
    }
    return new Traffic(
        seconds > 0 ? requests / seconds : 0, requests > 0 ? errors / requests : 0, history);
  }
}
