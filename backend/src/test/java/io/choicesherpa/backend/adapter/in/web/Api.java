package io.choicesherpa.backend.adapter.in.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One person at the API, over real HTTP. */
final class Api {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private final int port;
  private final String user;
  private final @Nullable String token;

  private Api(int port, String user, @Nullable String token) {
    this.port = port;
    this.user = user;
    this.token = token;
  }

  /** Someone without a token. */
  static Api anonymous(int port) {
    return new Api(port, "nobody", null);
  }

  /** Someone who has never been there. */
  static Api someone(int port) {
    return someone(port, "free");
  }

  static Api someone(int port, String tier) {
    String user = "user-" + UUID.randomUUID();
    Answer answer =
        anonymous(port)
            .post("/dev/token", "{\"user_id\":\"" + user + "\",\"tier\":\"" + tier + "\"}");
    return withToken(port, user, answer.json().get("token").stringValue());
  }

  static Api withToken(int port, String user, String token) {
    return new Api(port, user, token);
  }

  String user() {
    return user;
  }

  /** An answer; {@code body} is empty if there was none. */
  record Answer(int status, HttpResponse<String> response) {
    JsonNode json() {
      return JSON.readTree(response.body());
    }

    String text(String field) {
      JsonNode value = json().path(field);
      return value.isString() ? value.stringValue() : value.toString();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  Answer post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String newSession() {
    return post("/api/sessions", "{\"title\":\"Where to live\"}").text("id");
  }

  String newCycle(String session) {
    return post("/api/cycles", "{\"session_id\":\"" + session + "\"}").text("id");
  }

  String newConversation(String cycle, String componentType) {
    return post(
            "/api/conversations",
            "{\"cycle_id\":\"" + cycle + "\",\"component_type\":\"" + componentType + "\"}")
        .text("id");
  }
}
