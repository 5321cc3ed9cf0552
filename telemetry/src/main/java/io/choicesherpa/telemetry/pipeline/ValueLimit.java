package io.choicesherpa.telemetry.pipeline;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the values of a span's attributes, and those of its events and links, to a length
 * (OpenTelemetry specification, "Attribute Limits"): texts and each text of a list by characters,
 * bytes by their number. What fits, as nearly all does, is handed back as the same instance.
 */
record ValueLimit(int maxChars) {

  ValueLimit {
    if (maxChars < 1) {
      throw new IllegalArgumentException("maxChars < 1: " + maxChars);
    }
  }

  /** The span itself if all of it fits. */
  @SuppressWarnings("ReferenceEquality") // What fits comes back as the same instance.
  SpanData cut(SpanData span) {
    Attributes attributes = cut(span.getAttributes());
    List<EventData> events = events(span.getEvents());
    List<LinkData> links = links(span.getLinks());
    boolean fits =
        attributes == span.getAttributes()
            && events == span.getEvents()
            && links == span.getLinks();
    return fits ? span : new CutSpanData(span, attributes, events, links);
  }

  @SuppressWarnings("ReferenceEquality")
  private List<EventData> events(List<EventData> events) {
    if (events.isEmpty()) {
      return events;
    }
    boolean fits = true;
    List<EventData> cut = new ArrayList<>(events.size());
    for (EventData event : events) {
      Attributes attributes = cut(event.getAttributes());
      fits &= attributes == event.getAttributes();
      cut.add(
          attributes == event.getAttributes()
              ? event
              : EventData.create(
                  event.getEpochNanos(),
                  event.getName(),
                  attributes,
                  event.getTotalAttributeCount()));
    }
    return fits ? events : cut;
  }

  @SuppressWarnings("ReferenceEquality")
  private List<LinkData> links(List<LinkData> links) {
    if (links.isEmpty()) {
      return links;
    }
    boolean fits = true;
    List<LinkData> cut = new ArrayList<>(links.size());
    for (LinkData link : links) {
      Attributes attributes = cut(link.getAttributes());
      fits &= attributes == link.getAttributes();
      cut.add(LinkData.create(link.getSpanContext(), attributes, link.getTotalAttributeCount()));
    }
    return fits ? links : cut;
  }

  private Attributes cut(Attributes attributes) {
    boolean[] fits = {true};
    attributes.forEach((key, value) -> fits[0] &= fits(value));
    if (fits[0]) {
      return attributes;
    }
    AttributesBuilder cut = Attributes.builder();
    attributes.forEach((key, value) -> put(cut, key, cut(value)));
    return cut.build();
  }

  /** A key is only ever stored with a value of its type. */
  @SuppressWarnings("unchecked")
  private static void put(AttributesBuilder attributes, AttributeKey<?> key, Object value) {
    attributes.put((AttributeKey<Object>) key, value);
  }

  /** In the order of what is quickly told: this is asked of each attribute of each span. */
  @SuppressWarnings("ReferenceEquality")
  private boolean fits(Object value) {
    if (value instanceof String text) {
      return text.length() <= maxChars;
    }
    return value instanceof Long
        || value instanceof Boolean
        || value instanceof Double
        || cut(value) == value;
  }

  private Object cut(Object value) {
    if (value instanceof String text) {
      return cut(text);
    }
    if (value instanceof Value<?> nested) {
      return cut(nested);
    }
    return value instanceof List<?> list ? cut(list) : value;
  }

  private String cut(String text) {
    return text.length() <= maxChars ? text : text.substring(0, maxChars);
  }

  private List<?> cut(List<?> values) {
    boolean fits = true;
    List<Object> cut = new ArrayList<>(values.size());
    for (Object value : values) {
      fits &= fits(value);
      cut.add(cut(value));
    }
    return fits ? values : cut;
  }

  private Value<?> cut(Value<?> value) {
    return switch (value.getType()) {
      case STRING -> {
        String text = (String) value.getValue();
        yield text.length() <= maxChars ? value : Value.of(cut(text));
      }
      case BYTES -> {
        ByteBuffer bytes = (ByteBuffer) value.getValue();
        yield bytes.remaining() <= maxChars ? value : Value.of(first(bytes));
      }
      case ARRAY -> {
        List<Value<?>> elements = new ArrayList<>();
        ((List<?>) value.getValue()).forEach(element -> elements.add(cut((Value<?>) element)));
        yield elements.equals(value.getValue()) ? value : Value.of(elements);
      }
      case KEY_VALUE_LIST -> {
        List<KeyValue> pairs = new ArrayList<>();
        for (Object each : (List<?>) value.getValue()) {
          KeyValue pair = (KeyValue) each;
          pairs.add(KeyValue.of(pair.getKey(), cut(pair.getValue())));
        }
        yield pairs.equals(value.getValue()) ? value : Value.of(pairs.toArray(new KeyValue[0]));
      }
      case LONG, DOUBLE, BOOLEAN, EMPTY -> value;
    };
  }

  private byte[] first(ByteBuffer bytes) {
    byte[] first = new byte[maxChars];
    bytes.duplicate().get(first);
    return first;
  }
}
