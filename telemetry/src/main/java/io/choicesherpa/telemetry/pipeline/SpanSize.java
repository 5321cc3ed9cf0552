package io.choicesherpa.telemetry.pipeline;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.BiConsumer;

/** What a span takes of the heap, by and large: what is its own, not what it shares. */
final class SpanSize implements BiConsumer<AttributeKey<?>, Object> {

  private static final int SPAN_BYTES = 512;
  private static final int PART_BYTES = 96;

  private long bytes = SPAN_BYTES;

  private SpanSize() {}

  static long estimateBytes(SpanData span) {
    SpanSize size = new SpanSize();
    size.add(span.getAttributes());
    List<EventData> events = span.getEvents();
    for (int i = 0; i < events.size(); i++) {
      size.bytes += PART_BYTES;
      size.add(events.get(i).getAttributes());
    }
    size.bytes += (long) span.getLinks().size() * PART_BYTES;
    return size.bytes;
  }

  private void add(Attributes attributes) {
    attributes.forEach(this);
  }

  @Override
  public void accept(AttributeKey<?> key, Object value) {
    bytes += PART_BYTES;
    if (value instanceof String text) {
      bytes += text.length();
    } else if (value instanceof List<?> values) {
      for (Object element : values) {
        bytes += PART_BYTES + (element instanceof String text ? text.length() : 0);
      }
    }
  }
}
