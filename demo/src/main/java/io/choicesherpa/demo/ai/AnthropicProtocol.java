package io.choicesherpa.demo.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.RequestHeaders;
import java.util.ArrayList;
import java.util.List;

/** Anthropic's messages, as its API reference describes them. */
final class AnthropicProtocol extends ChatProtocol {

  @Override
  String path() {
    return "/v1/messages";
  }

  @Override
  String requestIdHeader() {
    return "request-id";
  }

  @Override
  boolean authenticated(RequestHeaders headers) {
    return !headers.get("x-api-key", "").isEmpty()
        || headers.get("authorization", "").startsWith("Bearer ");
  }

  @Override
  ChatRequest parse(JsonNode body) throws InvalidChatException {
    String model = requiredText(body, "model");
    int maxTokens = body.path("max_tokens").asInt(0);
    if (maxTokens < 1) {
      throw new InvalidChatException(400, "max_tokens: field required, at least 1");
    }
    List<ChatRequest.Turn> turns = new ArrayList<>();
    if (body.hasNonNull("system")) {
      turns.add(new ChatRequest.Turn("system", contentText(body.path("system"))));
    }
    for (JsonNode message : requiredMessages(body)) {
      String role = requiredText(message, "role");
      if (!role.equals("user") && !role.equals("assistant")) {
        throw new InvalidChatException(
            400, "messages: unexpected role \"" + role + "\", allowed are user and assistant");
      }
      turns.add(new ChatRequest.Turn(role, contentText(message.path("content"))));
    }
    return new ChatRequest(model, turns, body.path("stream").asBoolean(false), true, maxTokens);
  }

  @Override
  int status(AiFault fault) {
    return switch (fault) {
      case RATE_LIMITED -> 429;
      case SERVER_ERROR -> 500;
      case OVERLOADED -> 529;
      case NONE, BROKEN_STREAM -> 200;
    };
  }

  @Override
  ObjectNode error(int status, String message, String requestId) {
    String type =
        switch (status) {
          case 401 -> "authentication_error";
          case 429 -> "rate_limit_error";
          case 500 -> "api_error";
          case 529 -> "overloaded_error";
          default -> "invalid_request_error";
        };
    ObjectNode body = object().put("type", "error");
    body.putObject("error").put("type", type).put("message", message);
    return body.put("request_id", requestId);
  }

  @Override
  ObjectNode whole(ChatRequest request, ReplyPlan plan, long createdSeconds) {
    ObjectNode message = message(request, plan);
    message.putArray("content").addObject().put("type", "text").put("text", plan.text());
    message.put("stop_reason", stopReason(plan));
    message.set("usage", usage(plan, plan.completionTokens()));
    return message;
  }

  @Override
  List<String> opening(ChatRequest request, ReplyPlan plan, long createdSeconds) {
    ObjectNode message = message(request, plan);
    message.putArray("content");
    message.putNull("stop_reason");
    message.set("usage", usage(plan, 1));
    ObjectNode start = object().put("type", "message_start");
    start.set("message", message);
    ObjectNode block = object().put("type", "content_block_start").put("index", 0);
    block.putObject("content_block").put("type", "text").put("text", "");
    return List.of(event(start), event(block), event(object().put("type", "ping")));
  }

  @Override
  String chunk(ChatRequest request, ReplyPlan plan, long createdSeconds, String text) {
    ObjectNode delta = object().put("type", "content_block_delta").put("index", 0);
    delta.putObject("delta").put("type", "text_delta").put("text", text);
    return event(delta);
  }

  @Override
  List<String> closing(ChatRequest request, ReplyPlan plan, long createdSeconds) {
    ObjectNode last = object().put("type", "message_delta");
    last.putObject("delta").put("stop_reason", stopReason(plan)).putNull("stop_sequence");
    last.putObject("usage").put("output_tokens", plan.completionTokens());
    return List.of(
        event(object().put("type", "content_block_stop").put("index", 0)),
        event(last),
        event(object().put("type", "message_stop")));
  }

  private static ObjectNode message(ChatRequest request, ReplyPlan plan) {
    return object()
        .put("id", "msg_" + plan.id())
        .put("type", "message")
        .put("role", "assistant")
        .put("model", request.model())
        .putNull("stop_sequence");
  }

  private static ObjectNode usage(ReplyPlan plan, int outputTokens) {
    return object()
        .put("input_tokens", plan.promptTokens() - plan.cachedTokens())
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", plan.cachedTokens())
        .put("output_tokens", outputTokens)
        .put("service_tier", "standard");
  }

  private static String stopReason(ReplyPlan plan) {
    return plan.truncated() ? "max_tokens" : "end_turn";
  }

  private static String event(ObjectNode data) {
    return "event: " + data.get("type").textValue() + "\ndata: " + data + "\n\n";
  }
}
