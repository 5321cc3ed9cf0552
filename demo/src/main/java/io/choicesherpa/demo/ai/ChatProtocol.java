package io.choicesherpa.demo.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.RequestHeaders;
import java.util.List;
import java.util.StringJoiner;

/** One provider's way of asking and answering. Stateless. */
abstract sealed class ChatProtocol permits OpenAiProtocol, AnthropicProtocol {
  static final ObjectMapper JSON = new ObjectMapper();

  /** Where completions are asked for. */
  abstract String path();

  /** The response header that carries the request's identifier. */
  abstract String requestIdHeader();

  /** Whether the headers carry some API key; any does. */
  abstract boolean authenticated(RequestHeaders headers);

  abstract ChatRequest parse(JsonNode body) throws InvalidChatException;

  abstract int status(AiFault fault);

  abstract ObjectNode error(int status, String message, String requestId);

  abstract ObjectNode whole(ChatRequest request, ReplyPlan plan, long createdSeconds);

  /** Server-sent events before the first chunk of text. */
  abstract List<String> opening(ChatRequest request, ReplyPlan plan, long createdSeconds);

  abstract String chunk(ChatRequest request, ReplyPlan plan, long createdSeconds, String text);

  /** Server-sent events after the last chunk of text. */
  abstract List<String> closing(ChatRequest request, ReplyPlan plan, long createdSeconds);

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static String requiredText(JsonNode body, String name) throws InvalidChatException {
    JsonNode value = body.path(name);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new InvalidChatException(400, name + ": field required, a text");
    }
    return value.textValue();
  }

  static JsonNode requiredMessages(JsonNode body) throws InvalidChatException {
    JsonNode messages = body.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw new InvalidChatException(400, "messages: field required, at least one message");
    }
    return messages;
  }

  /** Content is a text, or a list of parts of which those of type text count. */
  static String contentText(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringJoiner text = new StringJoiner("\n");
    for (JsonNode part : content) {
      if (part.path("text").isTextual()) {
        text.add(part.path("text").textValue());
      }
    }
    return text.toString();
  }
}
