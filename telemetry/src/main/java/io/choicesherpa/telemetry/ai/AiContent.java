package io.choicesherpa.telemetry.ai;

import io.choicesherpa.telemetry.json.Json;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked and answered in one call, kept for its span where the operator has switched that
 * on. Each text is redacted as it comes in, and the whole again on its way out.
 *
 * <p>Bounded: of a long conversation the latest messages stay, of a long text the beginning.
 *
 * <p>Source of the form: OpenTelemetry's JSON schemas of GenAI input and output messages.
 */
final class AiContent {

  /** Of one attribute, well below the SDK's own limit, which would cut the JSON in the middle. */
  static final int MAX_CHARS = 12_000;

  /** Quotes, braces, names and a role. */
  private static final int FRAME_CHARS = 100;

  private static final int ESCAPED_CHARS = 6;

  private final Redactor redactor;
  private @Nullable String instructions;
  private @Nullable String input;
  private @Nullable String answer;
  private long omittedMessages;

  AiContent(Redactor redactor) {
    this.redactor = redactor;
  }

  void asked(@Nullable String systemInstructions, List<AiMessage> messages) {
    instructions =
        systemInstructions == null || systemInstructions.isEmpty()
            ? null
            : "[" + textPart(systemInstructions) + "]";
    StringBuilder latest = new StringBuilder();
    int from = messages.size();
    while (from > 0) {
      String message = message(messages.get(from - 1), null);
      if (latest.length() + message.length() + 2 > MAX_CHARS) {
        break;
      }
      latest.insert(0, latest.isEmpty() ? message : message + ",");
      from--;
    }
    omittedMessages = from;
    input = "[" + latest + "]";
  }

  void answered(String text) {
    answer = text;
  }

  void describe(Span span, @Nullable String finishReason) {
    if (instructions != null) {
      span.setAttribute(GenAiAttributes.SYSTEM_INSTRUCTIONS, instructions);
    }
    if (input != null) {
      span.setAttribute(GenAiAttributes.INPUT_MESSAGES, input);
    }
    if (omittedMessages > 0) {
      span.setAttribute(GenAiAttributes.OMITTED_MESSAGES, omittedMessages);
    }
    if (answer != null) {
      String said = message(new AiMessage("assistant", answer), finishReason);
      span.setAttribute(GenAiAttributes.OUTPUT_MESSAGES, "[" + said + "]");
    }
  }

  private String message(AiMessage message, @Nullable String finishReason) {
    return "{\"role\":"
        + Json.quote(message.role())
        + ",\"parts\":["
        + textPart(message.text())
        + "]"
        + (finishReason == null ? "" : ",\"finish_reason\":" + Json.quote(finishReason))
        + "}";
  }

  private String textPart(String text) {
    String clean = redactor.redactText(text);
    int kept = fitting(clean, MAX_CHARS - FRAME_CHARS);
    if (kept < clean.length()) {
      clean = clean.substring(0, kept) + "…(+" + (clean.length() - kept) + " chars)";
    }
    return "{\"type\":\"text\",\"content\":" + Json.quote(clean) + "}";
  }

  /** How much of the text is at most {@code maxChars} long as JSON, and tears no pair. */
  private static int fitting(String text, int maxChars) {
    int chars = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || Character.isSurrogate(c)) {
        chars += ESCAPED_CHARS;
      } else {
        chars += c == '"' || c == '\\' ? 2 : 1;
      }
      if (chars > maxChars) {
        return i > 0 && Character.isHighSurrogate(text.charAt(i - 1)) ? i - 1 : i;
      }
    }
    return text.length();
  }
}
