package io.choicesherpa.console.web;

import io.choicesherpa.console.store.Labels;
import io.choicesherpa.console.store.SeriesSource;
import io.choicesherpa.console.store.SeriesSource.SeriesSlice;
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

  private final SeriesSource series;

  TrafficFigures(SeriesSource series) {
    this.series = series;
  }

  /** By job; only jobs with a request counter. */
  Map<String, Traffic> at(long nowMillis) {
    Map<String, SortedMap<Long, Increase>> byJob = new TreeMap<>();
    COUNTERS.forEach(
        (metric, statusLabel) -> {
          Map<String, List<SeriesSlice>> slices = new TreeMap<>();
          for (SeriesSlice slice : series.select(metric, nowMillis - HISTORY_MILLIS)) {
            slices.computeIfAbsent(slice.labels().get("job"), job -> new ArrayList<>()).add(slice);
          }
          slices.forEach(
              (job, ofJob) ->
                  add(ofJob, statusLabel, byJob.computeIfAbsent(job, j -> new TreeMap<>())));
        });
    Map<String, Traffic> traffic = new TreeMap<>();
    byJob.forEach((job, increases) -> traffic.put(job, traffic(increases, nowMillis)));
    return traffic;
  }

  private static void add(
      List<SeriesSlice> slices, String statusLabel, SortedMap<Long, Increase> increases) {
    long first =
        slices.stream().mapToLong(slice -> slice.timesMillis()[0]).min().orElse(Long.MAX_VALUE);
    for (SeriesSlice slice : slices) {
      boolean error = isError(slice.labels(), statusLabel);
      double before = 0;
      for (int i = 0; i < slice.values().length; i++) {
        long time = slice.timesMillis()[i];
        double value = slice.values()[i];
        Increase increase = increases.computeIfAbsent(time, t -> new Increase());
        // A series that shows up later than the others began at 0; a lower value is a restart.
        if (i > 0 || time > first) {
          double grown = value >= before ? value - before : value;
          increase.requests += grown;
          increase.errors += error ? grown : 0;
        }
        before = value;
      }
    }
  }

  private static boolean isError(Labels labels, String statusLabel) {
    String status = labels.get(statusLabel);
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
