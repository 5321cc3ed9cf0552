package io.choicesherpa.demo.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.RequestHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completions, as its API reference describes them. */
final class OpenAiProtocol extends ChatProtocol {

  @Override
  String path() {
    return "/v1/chat/completions";
  }

  @Override
  String requestIdHeader() {
    return "x-request-id";
  }

  @Override
  boolean authenticated(RequestHeaders headers) {
    return headers.get("authorization", "").startsWith("Bearer ");
  }

  @Override
  ChatRequest parse(JsonNode body) throws InvalidChatException {
    String model = requiredText(body, "model");
    List<ChatRequest.Turn> turns = new ArrayList<>();
    for (JsonNode message : requiredMessages(body)) {
      turns.add(
          new ChatRequest.Turn(
              requiredText(message, "role"), contentText(message.path("content"))));
    }
    int maxTokens =
        body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(Integer.MAX_VALUE));
    return new ChatRequest(
        model,
        turns,
        body.path("stream").asBoolean(false),
        body.path("stream_options").path("include_usage").asBoolean(false),
        maxTokens);
  }

  @Override
  int status(AiFault fault) {
    return switch (fault) {
      case RATE_LIMITED -> 429;
      case SERVER_ERROR -> 500;
      case OVERLOADED -> 503;
      case NONE, BROKEN_STREAM -> 200;
    };
  }

  @Override
  ObjectNode error(int status, String message, String requestId) {
    ObjectNode error = object().put("message", message);
    switch (status) {
      case 401 -> error.put("type", "invalid_request_error").put("code", "invalid_api_key");
      case 429 -> error.put("type", "requests").put("code", "rate_limit_exceeded");
      case 500, 503 -> error.put("type", "server_error").putNull("code");
      default -> error.put("type", "invalid_request_error").putNull("code");
    }
    error.putNull("param");
    ObjectNode body = object();
    body.set("error", error);
    return body;
  }

  @Override
  ObjectNode whole(ChatRequest request, ReplyPlan plan, long createdSeconds) {
    ObjectNode completion = envelope("chat.completion", request, plan, createdSeconds);
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    choice
        .putObject("message")
        .put("role", "assistant")
        .put("content", plan.text())
        .putNull("refusal")
        .putArray("annotations");
    choice.putNull("logprobs").put("finish_reason", finishReason(plan));
    completion.set("usage", usage(plan));
    return completion;
  }

  @Override
  List<String> opening(ChatRequest request, ReplyPlan plan, long createdSeconds) {
    ObjectNode delta = object().put("role", "assistant").put("content", "").putNull("refusal");
    return List.of(event(chunkOf(request, plan, createdSeconds, delta, null)));
  }

  @Override
  String chunk(ChatRequest request, ReplyPlan plan, long createdSeconds, String text) {
    return event(chunkOf(request, plan, createdSeconds, object().put("content", text), null));
  }

  @Override
  List<String> closing(ChatRequest request, ReplyPlan plan, long createdSeconds) {
    List<String> events = new ArrayList<>();
    events.add(event(chunkOf(request, plan, createdSeconds, object(), finishReason(plan))));
    if (request.streamUsage()) {
      ObjectNode last = envelope("chat.completion.chunk", request, plan, createdSeconds);
      last.putArray("choices");
      last.set("usage", usage(plan));
      events.add(event(last));
    }
    events.add("data: [DONE]\n\n");
    return events;
  }

  private static ObjectNode chunkOf(
      ChatRequest request,
      ReplyPlan plan,
      long createdSeconds,
      ObjectNode delta,
      @Nullable String finishReason) {
    ObjectNode chunk = envelope("chat.completion.chunk", request, plan, createdSeconds);
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finishReason);
    if (request.streamUsage()) {
      chunk.putNull("usage");
    }
    return chunk;
  }

  private static ObjectNode envelope(
      String kind, ChatRequest request, ReplyPlan plan, long createdSeconds) {
    return object()
        .put("id", "chatcmpl-" + plan.id())
        .put("object", kind)
        .put("created", createdSeconds)
        .put("model", request.model())
        .put("service_tier", "default");
  }

  private static ObjectNode usage(ReplyPlan plan) {
    ObjectNode usage =
        object()
            .put("prompt_tokens", plan.promptTokens())
            .put("completion_tokens", plan.completionTokens())
            .put("total_tokens", plan.promptTokens() + plan.completionTokens());
    usage
        .putObject("prompt_tokens_details")
        .put("cached_tokens", plan.cachedTokens())
        .put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", plan.reasoningTokens())
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }

  private static String finishReason(ReplyPlan plan) {
    return plan.truncated() ? "length" : "stop";
  }

  private static String event(ObjectNode data) {
    return "data: " + data + "\n\n";
  }
}
