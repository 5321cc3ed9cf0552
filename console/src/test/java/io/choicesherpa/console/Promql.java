package io.choicesherpa.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks a console in PromQL. */
final class Promql {

  private Promql() {}

  static JsonNode answer(Console console, String query) {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return Http.json(console.uri().resolve("/api/v1/query?query=" + encoded));
  }

  /** The values of an instant vector's samples. */
  static List<String> values(Console console, String query) {
    List<String> values = new ArrayList<>();
    for (JsonNode sample : answer(console, query).at("/data/result")) {
      values.add(sample.at("/value/1").asText());
    }
    return values;
  }

  /** The only value. */
  static String value(Console console, String query) {
    List<String> values = values(console, query);
    return values.size() == 1 ? values.get(0) : values.toString();
  }
}
