package io.choicesherpa.demo.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The backend's API as one person's client uses it. What the backend cannot do right now (429, 5xx,
 * no connection) is tried again a few times, more and more slowly. For one thread.
 */
final class ApiClient {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final int MAX_ATTEMPTS = 5;
  private static final long FIRST_BACK_OFF_MILLIS = 400;
  private static final long MAX_BACK_OFF_MILLIS = 10_000;
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http;
  private final URI base;
  private final PersonPlan person;
  private final Patience patience;
  private final PeopleStats stats;
  private @Nullable String token;

  ApiClient(HttpClient http, URI base, PersonPlan person, Patience patience, PeopleStats stats) {
    this.http = http;
    this.base = base;
    this.person = person;
    this.patience = patience;
    this.stats = stats;
  }

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param body a missing node when it was not JSON
   * @param retryAfterSeconds 0 when there was no such header
   */
  record Answer(int status, JsonNode body, long retryAfterSeconds) {
    boolean isGood() {
      return status / 100 == 2;
    }

    boolean isPassing() {
      return status == 429 || status >= 500;
    }
  }

  JsonNode get(String path) throws GaveUpException, InterruptedException {
    return call("GET", path, null);
  }

  JsonNode post(String path, @Nullable ObjectNode body)
      throws GaveUpException, InterruptedException {
    return call("POST", path, body == null ? null : body.toString());
  }

  private JsonNode call(String method, String path, @Nullable String body)
      throws GaveUpException, InterruptedException {
    String problem = "";
    long backOffMillis = FIRST_BACK_OFF_MILLIS;
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      if (attempt > 1) {
        stats.retried.increment();
      }
      long waitMillis = backOffMillis;
      try {
        Answer answer = once(method, path, body, token());
        if (answer.isGood()) {
          return answer.body();
        }
        problem = answer.status() + " " + answer.body().path("title").asText("");
        if (answer.status() == 401 && token != null) {
          token = null; // Expired, or the backend has started anew with a new key.
          waitMillis = 0;
        } else if (!answer.isPassing()) {
          break;
        }
        waitMillis = Math.max(waitMillis, answer.retryAfterSeconds() * 1000);
      } catch (IOException e) {
        problem = e.getClass().getSimpleName();
      }
      patience.waitFor(Math.min(waitMillis, MAX_BACK_OFF_MILLIS));
      backOffMillis *= 2;
    }
    throw new GaveUpException(method + " " + path + ": " + problem);
  }

  /** The person's token, asked for when there is none. */
  String token() throws IOException, InterruptedException, GaveUpException {
    String known = token;
    if (known != null) {
      return known;
    }
    ObjectNode who = JSON.createObjectNode();
    who.put("user_id", person.userId()).put("tier", person.tier());
    Answer answer = once("POST", "/dev/token", who.toString(), null);
    JsonNode issued = answer.body().path("token");
    if (!answer.isGood() || !issued.isTextual()) {
      if (answer.isPassing()) {
        throw new IOException("no token: " + answer.status());
      }
      throw new GaveUpException("POST /dev/token: " + answer.status());
    }
    token = issued.textValue();
    return issued.textValue();
  }

  /** One attempt, with whatever body and token; any answer is an answer. */
  Answer once(String method, String path, @Nullable String body, @Nullable String bearer)
      throws IOException, InterruptedException {
    stats.requests.increment();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(ANSWER_PATIENCE)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    if (person.tracing()) {
      request.header("traceparent", traceparent());
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        json(response.body()),
        response.headers().firstValueAsLong("Retry-After").orElse(0));
  }

  /** Not seeded: trace ids must be new in every run. */
  static String traceparent() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return String.format(
        Locale.ROOT,
        "00-%016x%016x-%016x-01",
        random.nextLong(),
        random.nextLong() | 1,
        random.nextLong() | 1);
  }

  private static JsonNode json(String body) {
    try {
      JsonNode read = JSON.readTree(body);
      return read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
