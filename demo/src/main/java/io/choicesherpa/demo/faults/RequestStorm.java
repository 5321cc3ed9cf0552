package io.choicesherpa.demo.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client that opens sessions without end, far beyond its rate limit. */
final class RequestStorm implements RunningFault {
  private static final Logger LOG = LoggerFactory.getLogger(RequestStorm.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WHO = "{\"user_id\":\"rate-limit-storm\",\"tier\":\"free\"}";
  private static final String SESSION = "{\"title\":\"Again and again\"}";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long EVERY_MILLIS = 40;
  private static final int UNAUTHORIZED = 401;

  private final URI backend;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ScheduledExecutorService timer;
  private volatile String token = "";

  RequestStorm(URI backend) {
    this.backend = backend;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "fault-rate-limit-storm");
              thread.setDaemon(true);
              return thread;
            });
    var unused = timer.scheduleAtFixedRate(this::send, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void send() {
    boolean known = !token.isEmpty();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(backend.resolve(known ? "/api/sessions" : "/dev/token"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(known ? SESSION : WHO));
    if (known) {
      request.header("Authorization", "Bearer " + token);
    }
    CompletableFuture<Void> unused =
        http.sendAsync(request.build(), BodyHandlers.ofString())
            .thenAccept(response -> read(response, known))
            .exceptionally(
                failure -> {
                  LOG.debug("a request of the storm failed", failure);
                  return null;
                });
  }

  private void read(HttpResponse<String> response, boolean known) {
    if (known) {
      if (response.statusCode() == UNAUTHORIZED) {
        token = ""; // Expired, or the backend has started anew with a new key.
      }
      return;
    }
    try {
      token = JSON.readTree(response.body()).path("token").asText("");
    } catch (JsonProcessingException e) {
      LOG.debug("no token for the storm: {}", response.statusCode(), e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
