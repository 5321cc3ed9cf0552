package io.choicesherpa.backend.adapter.redis;

import io.choicesherpa.telemetry.events.EventEnvelope;
import io.choicesherpa.telemetry.events.EventMetadata;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The event envelope as JSON, in snake_case and in the order of its declaration. Thread-safe. */
public final class EnvelopeJson {

  private final JsonMapper mapper = JsonMapper.builder().build();

  /** Writes {@code envelope} on one line; what is null in the metadata is left out. */
  public String write(EventEnvelope<Map<String, Object>> envelope) {
    ObjectNode json = mapper.createObjectNode();
    json.put("event_id", envelope.eventId());
    json.put("event_type", envelope.eventType());
    json.put("aggregate_id", envelope.aggregateId());
    json.put("aggregate_type", envelope.aggregateType());
    json.put("occurred_at", envelope.occurredAt().toString());
    json.set("payload", mapper.valueToTree(envelope.payload()));
    EventMetadata metadata = envelope.metadata();
    ObjectNode about = json.putObject("metadata");
    put(about, "trace_id", metadata.traceId());
    put(about, "span_id", metadata.spanId());
    put(about, "trace_flags", metadata.traceFlags());
    put(about, "correlation_id", metadata.correlationId());
    put(about, "causation_id", metadata.causationId());
    put(about, "user_id", metadata.userId());
    return mapper.writeValueAsString(json);
  }

  /**
   * Reads what {@link #write} wrote; fields that it does not know are ignored, so that a newer
   * producer may add some.
   *
   * @throws MalformedEventException if it is not JSON or lacks what an envelope must have
   */
  public EventEnvelope<JsonNode> read(String json) throws MalformedEventException {
    JsonNode node;
    try {
      node = mapper.readTree(json);
    } catch (JacksonException e) {
      throw new MalformedEventException("the envelope is not JSON");
    }
    if (!node.isObject()) {
      throw new MalformedEventException("the envelope is not a JSON object");
    }
    JsonNode payload = node.get("payload");
    if (payload == null || !payload.isObject()) {
      throw new MalformedEventException("payload is not an object");
    }
    return new EventEnvelope<>(
        text(node, "event_id"),
        text(node, "event_type"),
        text(node, "aggregate_id"),
        text(node, "aggregate_type"),
        instant(node, "occurred_at"),
        payload,
        metadata(node.path("metadata")));
  }

  private static EventMetadata metadata(JsonNode node) {
    return new EventMetadata(
        optional(node, "trace_id"),
        optional(node, "span_id"),
        optional(node, "trace_flags"),
        optional(node, "correlation_id"),
        optional(node, "causation_id"),
        optional(node, "user_id"));
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static @Nullable String optional(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || !value.isString() ? null : value.asString();
  }

  private static String text(JsonNode node, String name) throws MalformedEventException {
    String value = optional(node, name);
    if (value == null || value.isBlank()) {
      throw new MalformedEventException(name + " is missing or not a text");
    }
    return value;
  }

  private static Instant instant(JsonNode node, String name) throws MalformedEventException {
    try {
      return Instant.parse(text(node, name));
    } catch (DateTimeException e) {
      throw new MalformedEventException(name + " is not a time");
    }
  }
}
