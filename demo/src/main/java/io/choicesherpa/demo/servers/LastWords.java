package io.choicesherpa.demo.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the end of a log readable for a person: of JSON lines the level and the message, errors
 * alone.
 */
final class LastWords {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_PLAIN_CHARS = 400;
  private static final int MAX_MESSAGE_CHARS = 2_000;

  private LastWords() {}

  static List<String> readable(List<String> lines) {
    List<String> readable = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (String line : lines) {
      JsonNode json = line.startsWith("{") ? parse(line) : null;
      if (json == null || !json.path("message").isTextual()) {
        readable.add(cut(line, MAX_PLAIN_CHARS));
        continue;
      }
      String level = json.path("level").asText();
      String cause = json.path("error").path("message").asText("");
      String message = json.path("message").textValue().strip();
      String whole = cause.isEmpty() ? message : message + ": " + cause;
      String text = level + " " + cut(whole, MAX_MESSAGE_CHARS);
      List<String> words = text.lines().filter(part -> !part.isBlank()).toList();
      readable.addAll(words);
      if (level.equals("ERROR")) {
        errors.addAll(words);
      }
    }
    return errors.isEmpty() ? readable : errors;
  }

  private static @Nullable JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static String cut(String text, int maxChars) {
    return text.length() > maxChars ? text.substring(0, maxChars) + "…" : text;
  }
}
