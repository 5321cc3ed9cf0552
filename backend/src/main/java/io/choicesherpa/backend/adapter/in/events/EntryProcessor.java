package io.choicesherpa.backend.adapter.in.events;

import io.choicesherpa.backend.adapter.redis.CausingEvent;
import io.choicesherpa.backend.adapter.redis.EnvelopeJson;
import io.choicesherpa.backend.adapter.redis.EventStream;
import io.choicesherpa.backend.adapter.redis.MalformedEventException;
import io.choicesherpa.telemetry.events.EventEnvelope;
import io.choicesherpa.telemetry.events.EventTelemetry;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Has one handler do its work on entries, and puts those aside that it never will: at once what is
 * no event, after the last attempt what keeps failing.
 */
final class EntryProcessor {

  private static final Logger log = LoggerFactory.getLogger(EntryProcessor.class);
  private static final String UNKNOWN_TYPE = "unknown";

  private final EventHandler handler;
  private final EventStream stream;
  private final EnvelopeJson json;
  private final EventTelemetry telemetry;
  private final int maxAttempts;

  EntryProcessor(
      EventHandler handler,
      EventStream stream,
      EnvelopeJson json,
      EventTelemetry telemetry,
      int maxAttempts) {
    this.handler = handler;
    this.stream = stream;
    this.json = json;
    this.telemetry = telemetry;
    this.maxAttempts = maxAttempts;
  }

  /**
   * Makes one attempt at an entry.
   *
   * @param attempt which one it is, from 1 on
   * @return whether the entry is done with; if not, it is to come again
   * @throws HandlerOutageException if no entry can be processed now; this was no attempt
   * @throws RedisException if it should be put aside and that did not work; it is to come again
   */
  boolean process(StreamMessage<String, String> entry, int attempt) {
    Map<String, String> fields = Objects.requireNonNullElse(entry.getBody(), Map.of());
    EventEnvelope<JsonNode> event;
    try {
      String envelope = fields.get(EventStream.ENVELOPE);
      if (envelope == null) {
        throw new MalformedEventException("there is no field " + EventStream.ENVELOPE);
      }
      event = json.read(envelope);
    } catch (MalformedEventException e) {
      giveUp(entry, fields, null, attempt, e);
      return true;
    }
    if (attempt > maxAttempts) {
      // It has been delivered too often without any outcome: its handler takes the process along.
      giveUp(
          entry,
          fields,
          event,
          attempt - 1,
          new IllegalStateException("its consumer ended at every attempt"));
      return true;
    }
    return process(entry, fields, event, attempt);
  }

  private boolean process(
      StreamMessage<String, String> entry,
      Map<String, String> fields,
      EventEnvelope<JsonNode> event,
      int attempt) {
    try {
      if (!handler.isDone(event.eventId())) {
        telemetry.process(event, handler.name(), stream.name(), fields, () -> handleAsCause(event));
      }
      return true;
    } catch (MalformedEventException e) {
      giveUp(entry, fields, event, attempt, e);
      return true;
    } catch (RuntimeException e) {
      if (HandlerOutageException.isOutage(e)) {
        throw new HandlerOutageException(handler.name(), e);
      }
      if (attempt >= maxAttempts) {
        giveUp(entry, fields, event, attempt, e);
        return true;
      }
      log.atWarn()
          .setCause(e)
          .addKeyValue("event_id", event.eventId())
          .addKeyValue("event_type", event.eventType())
          .addKeyValue("handler", handler.name())
          .addKeyValue("attempt", attempt)
          .log("event could not be processed; it will be tried again");
      return false;
    }
  }

  private void handleAsCause(EventEnvelope<JsonNode> event) throws MalformedEventException {
    try (Scope ignored = CausingEvent.storeIn(Context.current(), event).makeCurrent()) {
      handler.handle(event);
    }
  }

  /** Says that an entry was trimmed away before the handler was done with it. */
  void lost(String entryId) {
    log.atError()
        .addKeyValue("entry_id", entryId)
        .addKeyValue("handler", handler.name())
        .log("event was dropped from the full stream before it was processed");
    telemetry.deadLettered(UNKNOWN_TYPE, handler.name());
  }

  private void giveUp(
      StreamMessage<String, String> entry,
      Map<String, String> fields,
      @Nullable EventEnvelope<?> event,
      int attempts,
      Exception reason) {
    // A handler's exception may quote user content, our own words do not.
    String told =
        reason instanceof MalformedEventException || reason instanceof IllegalStateException
            ? String.valueOf(reason.getMessage())
            : reason.getClass().getName();
    stream.appendDead(fields, entry.getId(), handler.name(), attempts, told);
    String eventType = event == null ? UNKNOWN_TYPE : event.eventType();
    telemetry.deadLettered(eventType, handler.name());
    // The handler's span has ended; the line, and what is reported by it, still names the trace.
    Context context = event == null ? Context.current() : telemetry.contextOf(event);
    try (Scope ignored = context.makeCurrent()) {
      log.atError()
          .setCause(reason)
          .addKeyValue("entry_id", entry.getId())
          .addKeyValue("event_type", eventType)
          .addKeyValue("handler", handler.name())
          .addKeyValue("attempts", attempts)
          .log("event given up and put on the dead-letter stream");
    }
  }
}
