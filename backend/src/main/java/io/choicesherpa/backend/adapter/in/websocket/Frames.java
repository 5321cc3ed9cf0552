package io.choicesherpa.backend.adapter.in.websocket;

import io.choicesherpa.backend.adapter.in.problem.BadRequestException;
import io.choicesherpa.backend.application.port.out.NotifyUser.Notification;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The protocol's frames as JSON, both ways. Thread-safe. */
final class Frames {

  private final JsonMapper mapper = JsonMapper.builder().build();

  /** What a client may send. */
  sealed interface Incoming {}

  /** {@code {"type":"send_message","content":"…"}}; the content is user content. */
  record SendMessageFrame(String content) implements Incoming {
    @Override
    public String toString() {
      return "SendMessageFrame[" + content.length() + " chars]";
    }
  }

  /** {@code {"type":"ping"}}. */
  record Ping() implements Incoming {}

  /**
   * Reads a client's frame.
   *
   * @throws BadRequestException if it is none; the message repeats nothing of it
   */
  Incoming read(String text) {
    JsonNode frame;
    try {
      frame = mapper.readTree(text);
    } catch (JacksonException e) {
      throw new BadRequestException(null, "The frame is not JSON.");
    }
    if (!frame.isObject()) {
      throw new BadRequestException(null, "The frame is not a JSON object.");
    }
    String type = frame.path("type").asString("");
    return switch (type) {
      case "ping" -> new Ping();
      case "send_message" -> {
        JsonNode content = frame.path("content");
        if (!content.isString()) {
          throw new BadRequestException("content", "content is required and must be a text.");
        }
        yield new SendMessageFrame(content.asString());
      }
      default -> throw new BadRequestException("type", "type must be one of send_message, ping.");
    };
  }

  String pong() {
    return write(frame("pong"));
  }

  String chunk(String delta) {
    return write(frame("stream_chunk").put("delta", delta));
  }

  String complete(String messageId, String content) {
    return write(frame("stream_complete").put("message_id", messageId).put("content", content));
  }

  String error(
      String code, String message, @Nullable Long retryAfterSeconds, @Nullable String traceId) {
    ObjectNode error = frame("error").put("code", code).put("message", message);
    if (retryAfterSeconds != null) {
      error.put("retry_after", retryAfterSeconds);
    }
    if (traceId != null) {
      error.put("trace_id", traceId);
    }
    return write(error);
  }

  String notification(Notification notification) {
    return write(
        frame("notification")
            .put("event_id", notification.eventId())
            .put("event_type", notification.eventType())
            .put("aggregate_type", notification.aggregateType())
            .put("aggregate_id", notification.aggregateId())
            .put("occurred_at", notification.occurredAt().toString()));
  }

  private ObjectNode frame(String type) {
    return mapper.createObjectNode().put("type", type);
  }

  private String write(ObjectNode frame) {
    return mapper.writeValueAsString(frame);
  }
}
