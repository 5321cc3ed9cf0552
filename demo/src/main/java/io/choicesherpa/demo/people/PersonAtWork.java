package io.choicesherpa.demo.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a person remembers between the steps, and how each step is done. For one thread at a time.
 */
final class PersonAtWork implements AutoCloseable {
  private static final int SOCKET_ATTEMPTS = 3;
  private static final long SOCKET_BACK_OFF_MILLIS = 1_500;

  /** Far below two sentences, which is the least that the AI server answers when all is well. */
  private static final int USEFUL_CHARS = 32;

  private final PersonPlan plan;
  private final HttpClient http;
  private final URI base;
  private final ApiClient api;
  private final Patience patience;
  private final PeopleStats stats;
  private final AtomicReference<String> lastSessionOfAnybody;
  private String session = "";
  private String cycle = "";
  private String conversation = "";
  private @Nullable ChatSocket socket;

  PersonAtWork(
      PersonPlan plan,
      HttpClient http,
      URI base,
      Patience patience,
      PeopleStats stats,
      AtomicReference<String> lastSessionOfAnybody) {
    this.plan = plan;
    this.http = http;
    this.base = base;
    this.api = new ApiClient(http, base, plan, patience, stats);
    this.patience = patience;
    this.stats = stats;
    this.lastSessionOfAnybody = lastSessionOfAnybody;
  }

  void openSession(String title) throws GaveUpException, InterruptedException {
    session = idOf(api.post("/api/sessions", object().put("title", title)));
    lastSessionOfAnybody.set(session);
  }

  void findSession() throws GaveUpException, InterruptedException {
    api.get("/api/sessions");
    api.get("/api/sessions/" + session);
    api.get("/api/cycles/" + cycle);
  }

  void beginCycle() throws GaveUpException, InterruptedException {
    cycle = idOf(api.post("/api/cycles", object().put("session_id", session)));
  }

  void startComponent(String component) throws GaveUpException, InterruptedException {
    if (status(component).equals("not_started")) {
      api.post("/api/cycles/" + cycle + "/components/" + component + "/start", null);
    }
  }

  /** People see in the page what is begun already; who comes back goes on with it. */
  private String status(String component) throws GaveUpException, InterruptedException {
    for (JsonNode one : api.get("/api/cycles/" + cycle).path("components")) {
      if (one.path("component_type").asText().equals(component)) {
        return one.path("status").asText();
      }
    }
    return "not_started";
  }

  void openConversation(String component) throws GaveUpException, InterruptedException {
    close();
    ObjectNode body = object().put("cycle_id", cycle).put("component_type", component);
    conversation = idOf(api.post("/api/conversations", body));
  }

  void readBack() throws GaveUpException, InterruptedException {
    api.get("/api/conversations/" + conversation + "/messages");
  }

  void say(String text, Channel channel) throws GaveUpException, InterruptedException {
    if (channel != Channel.HTTP && sayBySocket(text, channel == Channel.WEBSOCKET_HUNG_UP)) {
      return;
    }
    // Streaming that does not work is no reason to give up as long as plain requests do.
    JsonNode exchange =
        api.post("/api/conversations/" + conversation + "/messages", object().put("content", text));
    read(exchange.path("assistant_message").path("content").asText());
  }

  private void read(String answer) throws GaveUpException {
    stats.messages.increment();
    if (plan.demanding() && answer.length() < USEFUL_CHARS) {
      throw new GaveUpException("an answer of " + answer.length() + " characters");
    }
  }

  private boolean sayBySocket(String text, boolean hangUp)
      throws GaveUpException, InterruptedException {
    for (int attempt = 1; attempt <= SOCKET_ATTEMPTS; attempt++) {
      if (attempt > 1) {
        stats.retried.increment();
        patience.waitFor(SOCKET_BACK_OFF_MILLIS * attempt);
      }
      try {
        ChatSocket open = openSocket();
        if (hangUp) {
          open.sayAndHangUp(text);
          return true;
        }
        JsonNode last = open.say(text);
        if (last.path("type").asText().equals("stream_complete")) {
          read(last.path("content").asText());
          return true;
        }
      } catch (ChatSocket.RefusedException e) {
        if (!e.isPassing()) {
          return false;
        }
      } catch (IOException e) {
        close();
      }
    }
    return false;
  }

  private ChatSocket openSocket() throws IOException, GaveUpException, InterruptedException {
    ChatSocket open = socket;
    if (open == null || !open.isOpen()) {
      stats.requests.increment();
      URI uri =
          URI.create(
              "ws://" + base.getAuthority() + "/api/conversations/" + conversation + "/stream");
      open =
          ChatSocket.connect(
              http, uri, api.token(), plan.tracing() ? ApiClient.traceparent() : null);
      socket = open;
    }
    return open;
  }

  void completeComponent(String component) throws GaveUpException, InterruptedException {
    close();
    api.post("/api/cycles/" + cycle + "/components/" + component + "/complete", null);
  }

  void branch(String component) throws GaveUpException, InterruptedException {
    ObjectNode body = object().put("component_type", component);
    cycle = idOf(api.post("/api/cycles/" + cycle + "/branch", body));
  }

  void completeCycle() throws GaveUpException, InterruptedException {
    api.post("/api/cycles/" + cycle + "/complete", null);
    stats.decisions.increment();
  }

  void archive() throws GaveUpException, InterruptedException {
    api.post("/api/sessions/" + session + "/archive", null);
  }

  /** The answer is not looked at: whoever writes such a client does not either. */
  void err(Mistake mistake) throws InterruptedException {
    stats.mistakes.increment();
    String strangers = lastSessionOfAnybody.get();
    String messages = "/api/conversations/" + conversation + "/messages";
    try {
      String token = api.token();
      switch (mistake) {
        case UNKNOWN_SESSION -> api.once("GET", "/api/sessions/" + UUID.randomUUID(), null, token);
        case STRANGERS_SESSION -> api.once("GET", "/api/sessions/" + strangers, null, token);
        case ID_THAT_IS_NONE -> api.once("GET", "/api/cycles/null", null, token);
        case MALFORMED_JSON -> api.once("POST", messages, "{\"content\": \"it bro", token);
        case UNKNOWN_COMPONENT ->
            api.once("POST", "/api/cycles/" + cycle + "/components/budget/start", null, token);
        case EMPTY_MESSAGE -> api.once("POST", messages, "{\"content\":\"  \"}", token);
        case OVERSIZED_MESSAGE ->
            api.once(
                "POST", messages, object().put("content", "x".repeat(12_000)).toString(), token);
        case UNKNOWN_PATH -> api.once("GET", "/api/session/" + session, null, token);
        case WRONG_METHOD -> api.once("DELETE", "/api/sessions/" + session, null, token);
        case NO_TOKEN -> api.once("GET", "/api/sessions", null, null);
      }
    } catch (IOException | GaveUpException e) {
      // Nothing depends on it; the next real step meets the same trouble and deals with it.
      stats.retried.increment();
    }
  }

  private static ObjectNode object() {
    return ApiClient.JSON.createObjectNode();
  }

  private static String idOf(JsonNode created) throws GaveUpException {
    String id = created.path("id").asText("");
    if (id.isEmpty()) {
      throw new GaveUpException("an answer without an id");
    }
    return id;
  }

  /** Leaves the conversation. */
  @Override
  public void close() {
    ChatSocket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }
}
