package io.choicesherpa.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who uses the backend over HTTP with a token of the development route. */
final class Person {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Backend backend;
  private final String id;
  private final String token;

  private Person(Backend backend, String id, String token) {
    this.backend = backend;
    this.id = id;
    this.token = token;
  }

  static Person of(Backend backend, String tier) {
    String id = "user-" + COUNT.incrementAndGet();
    Person nobody = new Person(backend, id, "");
    String token =
        nobody
            .json(
                nobody.post("/dev/token", "{\"user_id\":\"" + id + "\",\"tier\":\"" + tier + "\"}"))
            .get("token")
            .asString();
    return new Person(backend, id, token);
  }

  String id() {
    return id;
  }

  String token() {
    return token;
  }

  /** Begins a session, a cycle and a conversation of a component; returns the conversation's id. */
  String newConversation(String componentType) {
    String session = created(post("/api/sessions", "{\"title\":\"Where to live\"}"));
    String cycle = created(post("/api/cycles", "{\"session_id\":\"" + session + "\"}"));
    return created(
        post(
            "/api/conversations",
            "{\"cycle_id\":\"" + cycle + "\",\"component_type\":\"" + componentType + "\"}"));
  }

  private String created(HttpResponse<String> response) {
    if (response.statusCode() != 201) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return json(response).get("id").asString();
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(backend.uri(path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return Backend.CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
