package io.choicesherpa.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads Server-Sent Events of one stream in the background. */
final class SseReader {

  private final List<Map.Entry<String, JsonNode>> events = new CopyOnWriteArrayList<>();

  private SseReader() {}

  static SseReader open(URI uri, Runnable onEnd) {
    SseReader reader = new SseReader();
    Thread thread = new Thread(() -> reader.read(uri, onEnd), "sse-reader");
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  private void read(URI uri, Runnable onEnd) {
    try {
      String[] event = {""};
      HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines())
          .body()
          .forEach(
              line -> {
                if (line.startsWith("event: ")) {
                  event[0] = line.substring(7);
                } else if (line.startsWith("data: ")) {
                  events.add(Map.entry(event[0], Http.parse(line.substring(6))));
                }
              });
    } catch (Exception e) {
      // the stream's end, whichever way it came
    } finally {
      onEnd.run();
    }
  }

  JsonNode awaitEvent(String name) {
    return awaitEvent(name, data -> true);
  }

  JsonNode awaitEvent(String name, Predicate<JsonNode> wanted) {
    Await.until(name, () -> find(name, wanted) != null);
    JsonNode found = find(name, wanted);
    if (found == null) {
      throw new AssertionError("an event went away: " + name);
    }
    return found;
  }

  private @Nullable JsonNode find(String name, Predicate<JsonNode> wanted) {
    return events.stream()
        .filter(event -> event.getKey().equals(name) && wanted.test(event.getValue()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
