package io.choicesherpa.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's first look at this run's backend. What is counted before it is in no {@code
 * increase()}: a journey whose first step nobody saw would show more people at the second step than
 * at the first.
 */
final class FirstScrape {
  private static final Logger LOG = LoggerFactory.getLogger(FirstScrape.class);
  private static final long PAUSE_MILLIS = 100;
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);

  private FirstScrape() {}

  /**
   * Counts {@code seen} down, from a thread of its own, when the console has a sample of the
   * backend, or cannot be asked, or the patience is over.
   *
   * @param console its base address
   * @param sinceSeconds what time the backend was started at the earliest, in seconds since 1970
   */
  static void await(URI console, long sinceSeconds, Duration patience, CountDownLatch seen) {
    Thread thread = new Thread(() -> watch(console, sinceSeconds, patience, seen), "first-scrape");
    thread.setDaemon(true);
    thread.start();
  }

  private static void watch(
      URI console, long sinceSeconds, Duration patience, CountDownLatch seen) {
    String query = "process_start_time_seconds{job=\"choice-sherpa\"} >= " + sinceSeconds;
    HttpRequest request =
        HttpRequest.newBuilder(
                console.resolve(
                    "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
            .timeout(ANSWER_PATIENCE)
            .build();
    HttpClient http = HttpClient.newHttpClient();
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    try {
      while (System.nanoTime() - deadlineNanos < 0) {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || answer.body().contains("\"metric\"")) {
          return;
        }
        if (seen.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (IOException e) {
      // A console that cannot be asked shows nothing wrong either.
      LOG.info("the console was not asked for its first scrape", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      seen.countDown();
    }
  }
}
