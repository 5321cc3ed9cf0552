package io.choicesherpa.console.scrape;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.encoding.DecodingClient;
import io.choicesherpa.console.series.SeriesStore;
import io.netty.channel.EventLoopGroup;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Scrapes every target again and again. A target that does not answer costs a timeout and is {@code
 * up} 0; it never holds up the others. Thread-safe.
 */
public final class Scraper implements AutoCloseable {

  private final List<TargetScrape> scrapes = new ArrayList<>();
  private final ClientFactory clients;
  private final EventLoopGroup eventLoops;
  private final int intervalSeconds;
  private @Nullable ScheduledFuture<?> schedule;

  /**
   * Does nothing until {@link #start}.
   *
   * @param eventLoops threads that ask
   * @param workers threads that read the answers
   */
  public Scraper(
      List<ScrapeTarget> targets,
      ScrapeOptions options,
      SeriesStore store,
      EventLoopGroup eventLoops,
      Executor workers,
      Clock clock) {
    this.intervalSeconds = options.intervalSeconds();
    this.eventLoops = eventLoops;
    this.clients = ClientFactory.builder().workerGroup(eventLoops, false).build();
    WebClient client =
        WebClient.builder()
            .factory(clients)
            .responseTimeoutMillis(TimeUnit.SECONDS.toMillis(intervalSeconds))
            .maxResponseLength(options.maxBodyBytes())
            .decorator(DecodingClient.newDecorator())
            .build();
    for (ScrapeTarget target : targets) {
      scrapes.add(new TargetScrape(target, client, options, store, clock, workers));
    }
  }

  /** Begins with the first scrape at once. */
  public synchronized void start() {
    if (schedule == null && !scrapes.isEmpty()) {
      schedule =
          eventLoops.scheduleAtFixedRate(this::scrapeQuietly, 0, intervalSeconds, TimeUnit.SECONDS);
    }
  }

  /** A scrape records its own failure; there is nothing left to look at. */
  private void scrapeQuietly() {
    CompletableFuture<Void> unused = scrapeAll();
  }

  /** Scrapes all targets now; completes when all are recorded. */
  public CompletableFuture<Void> scrapeAll() {
    return CompletableFuture.allOf(
        scrapes.stream().map(TargetScrape::scrape).toArray(CompletableFuture[]::new));
  }

  /** How each target was found the last time, in configured order. */
  public List<TargetState> states() {
    return scrapes.stream().map(TargetScrape::state).toList();
  }

  /** Seconds between scrapes. */
  public int intervalSeconds() {
    return intervalSeconds;
  }

  @Override
  public synchronized void close() {
    if (schedule != null) {
      schedule.cancel(false);
    }
    clients.close();
  }
}
