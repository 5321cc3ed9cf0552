package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.io.IOException;
import java.io.OutputStream;

/** The items of one scope: ScopeSpans or ScopeLogs, which are numbered alike. For one thread. */
final class ScopeItems {

  private static final int SCOPE = 1;
  private static final int ITEMS = 2;
  private static final int SCHEMA_URL = 3;

  private static final int NAME = 1;
  private static final int VERSION = 2;
  private static final int ATTRIBUTES = 3;

  private static final int FIRST_BYTES = 4 * 1024;

  private final ProtoWriter head = new ProtoWriter(128);
  private final ProtoWriter items = new ProtoWriter(FIRST_BYTES);

  /** Writes the scope by way of {@code scratch}, which {@code attributes} writes to. */
  ScopeItems(InstrumentationScopeInfo scope, ProtoWriter scratch, AttributeWriter attributes) {
    scratch.clear();
    scratch.textUnlessEmpty(NAME, scope.getName());
    String version = scope.getVersion();
    scratch.textUnlessEmpty(VERSION, version == null ? "" : version);
    attributes.write(ATTRIBUTES, scope.getAttributes());
    head.message(SCOPE, scratch);
    String schema = scope.getSchemaUrl();
    // Fields may come in any order.
    head.textUnlessEmpty(SCHEMA_URL, schema == null ? "" : schema);
  }

  void add(ProtoWriter item) {
    items.message(ITEMS, item);
  }

  boolean isEmpty() {
    return items.size() == 0;
  }

  int size() {
    return head.size() + items.size();
  }

  int capacity() {
    return items.capacity();
  }

  void clear() {
    items.clear();
  }

  void writeTo(OutputStream out) throws IOException {
    head.writeTo(out);
    items.writeTo(out);
  }
}
