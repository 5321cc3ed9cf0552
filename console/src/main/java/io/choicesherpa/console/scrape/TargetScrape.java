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
import io.choicesherpa.console.series.SampleBatch;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.promql.model.Labels;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scrapes one target, one scrape at a time. */
final class TargetScrape {

  private static final Logger log = LoggerFactory.getLogger(TargetScrape.class);

  /** A scrape that comes a little early or late takes the time at which it was due. */
  private static final int TOLERANCE_SHARE = 100;

  private static final long MAX_TOLERANCE_MILLIS = 20;

  private final ScrapeTarget target;
  private final WebClient client;
  private final ScrapeOptions options;
  private final SeriesStore store;
  private final Clock clock;
  private final Executor workers;
  private final Map<String, String> targetLabels;
  private final ExpositionReader reader;
  private final AtomicBoolean running = new AtomicBoolean();
  private long lastTimeMillis;
  private volatile TargetState state;

  TargetScrape(
      ScrapeTarget target,
      WebClient client,
      ScrapeOptions options,
      SeriesStore store,
      Clock clock,
      Executor workers) {
    this.target = target;
    this.client = client;
    this.options = options;
    this.store = store;
    this.clock = clock;
    this.workers = workers;
    this.targetLabels = Map.of("job", target.job(), "instance", target.instance());
    this.reader = new ExpositionReader(store, targetLabels, options.maxSamples());
    this.state = TargetState.before(target);
  }

  TargetState state() {
    return state;
  }

  /**
   * Starts a scrape unless one is under way; completes when it is recorded, never with a failure.
   */
  CompletableFuture<Void> scrape() {
    if (!store.isReady() || !running.compareAndSet(false, true)) {
      return CompletableFuture.completedFuture(null);
    }
    long start = clock.millis();
    RequestHeadersBuilder headers =
        RequestHeaders.builder(HttpMethod.GET, target.uri().toString())
            .add("accept", ExpositionReader.ACCEPT)
            .add("x-prometheus-scrape-timeout-seconds", Integer.toString(options.intervalSeconds()))
            .add("user-agent", "choice-sherpa-console");
    if (options.token() != null) {
      headers.add("authorization", "Bearer " + options.token());
    }
    return client
        .execute(headers.build())
        .aggregate()
        .handleAsync((response, failure) -> record(start, response, failure), workers)
        .whenComplete(
            (done, failure) -> {
              running.set(false);
              if (failure != null) {
                log.error("The scrape of {} was not recorded", target.uri(), failure);
              }
            });
  }

  private long due(long nowMillis) {
    long intervalMillis = options.intervalSeconds() * 1000L;
    long due = lastTimeMillis + intervalMillis;
    long tolerance = Math.min(MAX_TOLERANCE_MILLIS, intervalMillis / TOLERANCE_SHARE);
    lastTimeMillis = Math.abs(nowMillis - due) <= tolerance ? due : nowMillis;
    return lastTimeMillis;
  }

  private @Nullable Void record(
      long startMillis, @Nullable AggregatedHttpResponse response, @Nullable Throwable failure) {
    long timeMillis = due(startMillis);
    SampleBatch batch = store.batch();
    ExpositionReader.Outcome outcome;
    String error = "";
    try {
      outcome = reader.read(body(response, failure), batch, timeMillis);
    } catch (IOException | ExpositionException e) {
      error = String.valueOf(e.getMessage());
      batch = store.batch();
      outcome = reader.vanished(batch, timeMillis);
    }
    boolean up = error.isEmpty();
    double seconds = (clock.millis() - startMillis) / 1000.0;
    report(batch, "up", timeMillis, up ? 1 : 0);
    report(batch, "scrape_duration_seconds", timeMillis, seconds);
    report(batch, "scrape_samples_scraped", timeMillis, outcome.samples());
    report(batch, "scrape_samples_post_metric_relabeling", timeMillis, outcome.samples());
    report(batch, "scrape_series_added", timeMillis, outcome.added());
    batch.commit();
    Health before = state.health();
    state =
        new TargetState(
            target, up ? Health.UP : Health.DOWN, error, startMillis, seconds, outcome.samples());
    if (before != state.health()) {
      if (up) {
        log.info("Target {} is up: {}", target.job(), target.uri());
      } else {
        log.warn("Target {} is down: {}: {}", target.job(), target.uri(), error);
      }
    }
    return null;
  }

  private void report(SampleBatch batch, String metric, long timeMillis, double value) {
    Labels labels =
        Labels.of(Labels.METRIC_NAME, metric, "job", target.job(), "instance", target.instance());
    batch.add(labels, timeMillis, value);
  }

  private AggregatedHttpResponse body(
      @Nullable AggregatedHttpResponse response, @Nullable Throwable failure) throws IOException {
    if (response == null) {
      throw new IOException(reason(failure), failure);
    }
    if (!response.status().equals(HttpStatus.OK)) {
      throw new IOException("server returned HTTP status " + response.status());
    }
    return response;
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
        return "more than " + options.maxBodyBytes() + " bytes";
      }
    }
    return cause == null || cause.getMessage() == null ? "no answer" : cause.getMessage();
  }
}
