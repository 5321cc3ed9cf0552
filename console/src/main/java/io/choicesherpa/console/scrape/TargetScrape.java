package io.choicesherpa.console.scrape;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.common.TimeoutException;
import com.linecorp.armeria.common.util.Exceptions;
import io.choicesherpa.console.scrape.TargetState.Health;
import io.choicesherpa.console.store.Labels;
import io.choicesherpa.console.store.Series;
import io.choicesherpa.console.store.SeriesSink;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scrapes one target, one scrape at a time, and remembers which line is which series. */
final class TargetScrape {

  private static final Logger log = LoggerFactory.getLogger(TargetScrape.class);

  private static final String ACCEPT = "text/plain;version=0.0.4;q=1,*/*;q=0.1";
  private static final int MAX_REMEMBERED_LINES = 100_000;

  private final ScrapeTarget target;
  private final WebClient client;
  private final @Nullable String token;
  private final SeriesSink sink;
  private final Clock clock;
  private final Map<String, String> targetLabels;
  private final AtomicBoolean running = new AtomicBoolean();
  private Map<String, Series> seriesByLine = new HashMap<>();
  private volatile TargetState state;

  TargetScrape(
      ScrapeTarget target, WebClient client, @Nullable String token, SeriesSink sink, Clock clock) {
    this.target = target;
    this.client = client;
    this.token = token;
    this.sink = sink;
    this.clock = clock;
    this.targetLabels = Map.of("job", target.job(), "instance", target.instance());
    this.state = TargetState.before(target);
  }

  TargetState state() {
    return state;
  }

  /**
   * Starts a scrape unless one is under way; completes when it is recorded, never with a failure.
   */
  CompletableFuture<Void> scrape() {
    if (!running.compareAndSet(false, true)) {
      return CompletableFuture.completedFuture(null);
    }
    long start = clock.millis();
    RequestHeadersBuilder headers =
        RequestHeaders.builder(HttpMethod.GET, target.uri().toString()).add("accept", ACCEPT);
    if (token != null) {
      headers.add("authorization", "Bearer " + token);
    }
    return client
        .execute(headers.build())
        .aggregate()
        .handle((response, failure) -> record(start, response, failure))
        .whenComplete(
            (done, failure) -> {
              running.set(false);
              if (failure != null) {
                log.error("The scrape of {} was not recorded", target.uri(), failure);
              }
            });
  }

  private @Nullable Void record(
      long startMillis, @Nullable AggregatedHttpResponse response, @Nullable Throwable failure) {
    int samples = 0;
    String error = "";
    try {
      samples = read(startMillis, response, failure);
    } catch (IOException | ExpositionException e) {
      error = String.valueOf(e.getMessage());
    }
    boolean up = error.isEmpty();
    double seconds = (clock.millis() - startMillis) / 1000.0;
    append("up", startMillis, up ? 1 : 0);
    append("scrape_duration_seconds", startMillis, seconds);
    append("scrape_samples_scraped", startMillis, samples);
    Health before = state.health();
    state =
        new TargetState(target, up ? Health.UP : Health.DOWN, error, startMillis, seconds, samples);
    if (before != state.health()) {
      if (up) {
        log.info("Target {} is up: {}", target.job(), target.uri());
      } else {
        log.warn("Target {} is down: {}: {}", target.job(), target.uri(), error);
      }
    }
    return null;
  }

  private void append(String metric, long timeMillis, double value) {
    sink.append(sink.series(Labels.of(metric, targetLabels)), timeMillis, value);
  }

  private String reason(@Nullable Throwable failure) {
    Throwable cause = failure == null ? null : Exceptions.peel(failure);
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof ConnectException) {
        return "cannot connect to " + target.instance();
      }
      if (t instanceof TimeoutException) {
        return "no answer in time";
      }
      if (t instanceof ContentTooLargeException) {
        return "more than " + Scraper.MAX_BODY_BYTES + " bytes";
      }
    }
    return cause == null || cause.getMessage() == null ? "no answer" : cause.getMessage();
  }

  private int read(
      long timeMillis, @Nullable AggregatedHttpResponse response, @Nullable Throwable failure)
      throws IOException, ExpositionException {
    if (response == null) {
      throw new IOException(reason(failure), failure);
    }
    if (!response.status().equals(HttpStatus.OK)) {
      throw new IOException("server returned HTTP status " + response.status());
    }
    Map<String, Series> lines = new HashMap<>(seriesByLine.size() * 4 / 3 + 1);
    int[] samples = {0};
    PrometheusText.read(
        response.content(StandardCharsets.UTF_8),
        (text, line) -> {
          String key = text.toString();
          Series series = seriesByLine.get(key);
          if (series == null || series == Series.DROPPED) {
            series = sink.series(line.labels(targetLabels));
          }
          sink.append(series, timeMillis, line.value());
          samples[0]++;
          if (lines.size() < MAX_REMEMBERED_LINES) {
            lines.put(key, series);
          }
        });
    // Lines that are gone are forgotten with the old map.
    seriesByLine = lines;
    return samples[0];
  }
}
