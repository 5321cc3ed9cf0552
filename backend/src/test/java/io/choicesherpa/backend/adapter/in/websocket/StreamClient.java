package io.choicesherpa.backend.adapter.in.websocket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One client at the WebSocket. */
final class StreamClient implements WebSocket.Listener {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private @Nullable WebSocket socket;

  /** Someone at the service's API. */
  record Person(int port, String user, String token) {

    static Person someone(int port) {
      String user = "user-" + UUID.randomUUID();
      JsonNode answer =
          post(port, "/dev/token", null, "{\"user_id\":\"" + user + "\",\"tier\":\"free\"}");
      return new Person(port, user, answer.get("token").asString());
    }

    String newConversation() {
      String session = post("/api/sessions", "{\"title\":\"x\"}").get("id").asString();
      String cycle =
          post("/api/cycles", "{\"session_id\":\"" + session + "\"}").get("id").asString();
      return post(
              "/api/conversations",
              "{\"cycle_id\":\"" + cycle + "\",\"component_type\":\"issue_raising\"}")
          .get("id")
          .asString();
    }

    private JsonNode post(String path, String body) {
      return post(port, path, token, body);
    }

    private static JsonNode post(int port, String path, @Nullable String token, String body) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body));
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      try {
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    /** Connects with the token in the {@code Authorization} header. */
    StreamClient connect(String conversation) {
      return open(
          conversation, HTTP.newWebSocketBuilder().header("Authorization", "Bearer " + token));
    }

    /** Connects as a browser does, which cannot set that header. */
    StreamClient connectAsBrowser(String conversation) {
      return open(
          conversation,
          HTTP.newWebSocketBuilder().subprotocols("choice-sherpa.v1", "bearer." + token));
    }

    private StreamClient open(String conversation, WebSocket.Builder builder) {
      StreamClient client = new StreamClient();
      client.socket = builder.buildAsync(uri(conversation), client).join();
      return client;
    }

    /** The status by which a connection is refused. */
    int refusal(String conversation) {
      try {
        connect(conversation).close();
        throw new AssertionError("was let in");
      } catch (CompletionException e) {
        if (e.getCause() instanceof WebSocketHandshakeException refused) {
          return refused.getResponse().statusCode();
        }
        throw e;
      }
    }

    private URI uri(String conversation) {
      return URI.create(
          "ws://127.0.0.1:" + port + "/api/conversations/" + conversation + "/stream");
    }
  }

  static int refusalWithoutToken(int port, String conversation) {
    return new Person(port, "nobody", "not-a-token").refusal(conversation);
  }

  String subprotocol() {
    return socket().getSubprotocol();
  }

  void send(String text) {
    socket().sendText(text, true).join();
  }

  void sendMessage(String content) {
    send(
        JSON.writeValueAsString(
            JSON.createObjectNode().put("type", "send_message").put("content", content)));
  }

  void disappear() {
    socket().abort();
  }

  void close() {
    socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  /** The next frame. */
  JsonNode next() throws InterruptedException {
    JsonNode frame = frames.poll(10, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("no frame in time");
    }
    return frame;
  }

  /** All frames up to and with the first of {@code type}. */
  List<JsonNode> until(String type) throws InterruptedException {
    List<JsonNode> read = new ArrayList<>();
    do {
      read.add(next());
    } while (!read.get(read.size() - 1).path("type").asString().equals(type));
    return read;
  }

  int closeCode() throws Exception {
    return closeCode.get(10, TimeUnit.SECONDS);
  }

  private WebSocket socket() {
    WebSocket opened = socket;
    if (opened == null) {
      throw new IllegalStateException("not connected");
    }
    return opened;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      frames.add(JSON.readTree(part.toString()));
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closeCode.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closeCode.completeExceptionally(error);
  }
}
