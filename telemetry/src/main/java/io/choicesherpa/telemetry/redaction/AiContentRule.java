package io.choicesherpa.telemetry.redaction;

import io.choicesherpa.telemetry.json.Json;
import io.choicesherpa.telemetry.json.Json.Numeral;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prompts and answers of AI calls, where they are let through: what was said stays, the secrets in
 * it go. Each text is looked at as it was said and not as it stands in JSON, where a message's
 * {@code "content":"…"} would itself look like a field to hide.
 */
final class AiContentRule {

  private static final Set<String> CONTENT_KEYS =
      Set.of("gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions");

  /** The members of the conventions' message parts that hold what was said. */
  private static final Set<String> SAID = Set.of("content", "response");

  private AiContentRule() {}

  static boolean isContentKey(String key) {
    return CONTENT_KEYS.contains(key);
  }

  /** Of what is no JSON, or no longer is since it was cut, only what has nothing to hide. */
  static String clean(String json, Redactor redactor) {
    Object messages;
    try {
      messages = Json.value(json);
    } catch (IllegalArgumentException e) {
      return redactor.redactText(json);
    }
    Object clean = clean("", messages, redactor);
    return Objects.equals(clean, messages) ? json : Json.write(clean);
  }

  private static @Nullable Object clean(String key, @Nullable Object value, Redactor redactor) {
    if (value instanceof Map<?, ?> object) {
      Map<String, @Nullable Object> clean = new LinkedHashMap<>();
      object.forEach(
          (name, member) ->
              clean.put(
                  redactor.redactText(String.valueOf(name)),
                  clean(String.valueOf(name), member, redactor)));
      return clean;
    }
    if (value instanceof List<?> array) {
      List<@Nullable Object> clean = new ArrayList<>();
      array.forEach(element -> clean.add(clean(key, element, redactor)));
      return clean;
    }
    if (value instanceof String text) {
      return SAID.contains(key) ? redactor.redactText(text) : redactor.redact(key, text);
    }
    if (value instanceof Numeral number) {
      return redactor.hides(key, 0) ? Redactor.REPLACEMENT : number;
    }
    return value;
  }
}
