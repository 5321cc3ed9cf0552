package io.choicesherpa.console.traceql;

import io.choicesherpa.console.store.StoredSpan;
import io.choicesherpa.console.store.TraceSnapshot;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A span as conditions see it; decoded when the first one asks for an attribute. */
final class SpanView {

  private final StoredSpan stored;
  private final TraceSnapshot trace;
  private @Nullable Span decoded;

  SpanView(StoredSpan stored, TraceSnapshot trace) {
    this.stored = stored;
    this.trace = trace;
  }

  StoredSpan stored() {
    return stored;
  }

  TraceSnapshot trace() {
    return trace;
  }

  Span span() {
    Span span = decoded;
    if (span == null) {
      span = stored.decode();
      decoded = span;
    }
    return span;
  }

  @Nullable AnyValue ofSpan(String key) {
    return find(span().getAttributesList(), key);
  }

  @Nullable AnyValue ofResource(String key) {
    return find(stored.origin().resource().getAttributesList(), key);
  }

  private static @Nullable AnyValue find(List<KeyValue> attributes, String key) {
    for (KeyValue attribute : attributes) {
      if (attribute.getKey().equals(key)) {
        return attribute.getValue();
      }
    }
    return null;
  }
}
