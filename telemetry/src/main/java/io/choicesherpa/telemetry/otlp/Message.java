package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An export request of one resource, put together from items' bytes. Lent to the sender when it is
 * complete, and used again when that has done. For one thread at a time.
 */
final class Message implements MessageWriter {

  private static final int RESOURCE_ITEMS = 1;
  private static final int RESOURCE = 1;
  private static final int SCOPE_ITEMS = 2;
  private static final int SCHEMA_URL = 3;
  private static final int RESOURCE_ATTRIBUTES = 1;

  /** Scopes are constants as a rule; who makes them up shall not fill the memory. */
  private static final int MAX_SCOPES = 1_024;

  /** At most what stands before a message within: a tag and a length. */
  private static final int FRAME_BYTES = 16;

  private final ProtoWriter head = new ProtoWriter(1024);
  private final IdentityHashMap<InstrumentationScopeInfo, ScopeItems> scopes =
      new IdentityHashMap<>();
  private final List<ScopeItems> used = new ArrayList<>();
  private @Nullable Resource resource;
  private int items;
  private int bytes;

  int items() {
    return items;
  }

  /** How large it is at most. */
  int bytes() {
    return head.size() + FRAME_BYTES + bytes;
  }

  /** How much memory it holds on to. */
  int capacity() {
    int sum = 0;
    for (ScopeItems scope : scopes.values()) {
      sum += scope.capacity();
    }
    return sum;
  }

  @SuppressWarnings("ReferenceEquality") // A process has one resource and gives that one.
  boolean isOf(Resource other) {
    return resource == other;
  }

  /** Says whose items follow; at the beginning. */
  void begin(Resource of, Resource clean, ProtoWriter scratch, AttributeWriter attributes) {
    head.clear();
    scratch.clear();
    attributes.write(RESOURCE_ATTRIBUTES, clean.getAttributes());
    head.message(RESOURCE, scratch);
    String schema = clean.getSchemaUrl();
    head.textUnlessEmpty(SCHEMA_URL, schema == null ? "" : schema);
    resource = of;
  }

  /** The scope's items, to add to; {@code scratch} is written over if they are the first. */
  ScopeItems scope(
      InstrumentationScopeInfo scope, ProtoWriter scratch, AttributeWriter attributes) {
    ScopeItems there = scopes.get(scope);
    if (there == null) {
      there = new ScopeItems(scope, scratch, attributes);
      scopes.put(scope, there);
    }
    return there;
  }

  void add(ScopeItems scope, ProtoWriter item) {
    if (scope.isEmpty()) {
      used.add(scope);
      bytes += scope.size() + FRAME_BYTES;
    }
    int before = scope.size();
    scope.add(item);
    bytes += scope.size() - before;
    items++;
  }

  /** Ready for other items, most likely of the same resource and scopes. */
  void clear() {
    used.forEach(ScopeItems::clear);
    used.clear();
    items = 0;
    bytes = 0;
    if (scopes.size() > MAX_SCOPES) {
      scopes.clear();
    }
  }

  @Override
  public int getContentLength() {
    int length = inner();
    return ProtoWriter.tagSize(RESOURCE_ITEMS) + ProtoWriter.varintSize(length) + length;
  }

  private int inner() {
    int sum = head.size();
    for (ScopeItems scope : used) {
      int length = scope.size();
      sum += ProtoWriter.tagSize(SCOPE_ITEMS) + ProtoWriter.varintSize(length) + length;
    }
    return sum;
  }

  /** May be called more than once: the sender tries again. */
  @Override
  public void writeMessage(OutputStream out) throws IOException {
    ProtoWriter frame = new ProtoWriter(FRAME_BYTES);
    frame.open(RESOURCE_ITEMS, inner());
    frame.writeTo(out);
    head.writeTo(out);
    for (ScopeItems scope : used) {
      frame.clear();
      frame.open(SCOPE_ITEMS, scope.size());
      frame.writeTo(out);
      scope.writeTo(out);
    }
  }
}
