package io.choicesherpa.endtoend;

import io.choicesherpa.console.Console;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A trace as the console answers it. */
final class JaegerTrace {

  private final List<JsonNode> spans = new ArrayList<>();

  private JaegerTrace(JsonNode answer) {
    answer.get("data").get(0).get("spans").forEach(spans::add);
  }

  /** Waits until the trace is there in the wanted state. */
  static JaegerTrace await(Console console, String traceId, Predicate<JaegerTrace> wanted) {
    JaegerTrace[] last = new JaegerTrace[1];
    try {
      return Await.value(
          "the whole trace " + traceId,
          () -> {
            last[0] = look(console, traceId);
            return last[0] != null && wanted.test(last[0]) ? last[0] : null;
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; there is " + last[0], e);
    }
  }

  private static @Nullable JaegerTrace look(Console console, String traceId) {
    HttpResponse<String> answer =
        Person.send(
            HttpRequest.newBuilder(console.uri().resolve("/api/traces/" + traceId)).build());
    return answer.statusCode() == 200
        ? new JaegerTrace(JsonMapper.shared().readTree(answer.body()))
        : null;
  }

  List<String> names() {
    return spans.stream().map(JaegerTrace::name).toList();
  }

  static String name(JsonNode span) {
    return span.get("operationName").asString();
  }

  /** The spans of this name right below {@code parent}. */
  List<JsonNode> children(JsonNode parent, String name) {
    String id = parent.get("spanID").asString();
    return spans.stream()
        .filter(span -> name(span).startsWith(name) && id.equals(parentId(span)))
        .toList();
  }

  JsonNode child(JsonNode parent, String name) {
    List<JsonNode> found = children(parent, name);
    if (found.size() != 1) {
      throw new AssertionError(
          found.size() + " spans " + name + " below " + name(parent) + " in " + this);
    }
    return found.get(0);
  }

  JsonNode span(String name) {
    return spans.stream()
        .filter(span -> name(span).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no span " + name + " in " + this));
  }

  static @Nullable String parentId(JsonNode span) {
    JsonNode references = span.get("references");
    return references.isEmpty() ? null : references.get(0).get("spanID").asString();
  }

  static @Nullable String tag(JsonNode span, String key) {
    for (JsonNode tag : span.get("tags")) {
      if (tag.get("key").asString().equals(key)) {
        return tag.get("value").asString();
      }
    }
    return null;
  }

  /** The names of a span's events. */
  static List<String> events(JsonNode span) {
    List<String> names = new ArrayList<>();
    for (JsonNode log : span.get("logs")) {
      for (JsonNode field : log.get("fields")) {
        if (field.get("key").asString().equals("event")) {
          names.add(field.get("value").asString());
        }
      }
    }
    return names;
  }

  @Override
  public String toString() {
    return spans.stream().map(s -> name(s) + "<-" + parentId(s)).toList().toString();
  }
}
