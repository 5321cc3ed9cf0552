package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An export request: items by resource and scope, which traces and logs number alike. Not
 * thread-safe.
 *
 * @param <T> what is exported
 */
abstract class Request<T> {

  private static final int RESOURCES = 1;
  private static final int RESOURCE = 1;
  private static final int SCOPES = 2;
  private static final int SCOPE = 1;
  private static final int ITEMS = 2;
  private static final int SCHEMA_URL = 3;

  private static final int RESOURCE_ATTRIBUTES = 1;
  private static final int SCOPE_NAME = 1;
  private static final int SCOPE_VERSION = 2;
  private static final int SCOPE_ATTRIBUTES = 3;

  private final ProtoWriter out;
  private final AttributeWriter attributes;

  Request(ProtoWriter out, AttributeWriter attributes) {
    this.out = out;
    this.attributes = attributes;
  }

  abstract Resource resourceOf(T item);

  abstract InstrumentationScopeInfo scopeOf(T item);

  /** Writes the item's own fields. */
  abstract void write(T item, ProtoWriter out, AttributeWriter attributes);

  /** Writes the whole request. */
  final void write(Collection<? extends T> items) {
    byResource(items)
        .forEach(
            (resource, scopes) -> {
              int mark = out.begin(RESOURCES);
              int inner = out.begin(RESOURCE);
              attributes.write(RESOURCE_ATTRIBUTES, resource.getAttributes());
              out.end(inner);
              scopes.forEach(this::write);
              schemaUrl(resource.getSchemaUrl());
              out.end(mark);
            });
  }

  /** Few processes have more than one resource, and scopes are constants: identity tells enough. */
  private IdentityHashMap<Resource, IdentityHashMap<InstrumentationScopeInfo, List<T>>> byResource(
      Collection<? extends T> items) {
    IdentityHashMap<Resource, IdentityHashMap<InstrumentationScopeInfo, List<T>>> byResource =
        new IdentityHashMap<>();
    for (T item : items) {
      byResource
          .computeIfAbsent(resourceOf(item), unused -> new IdentityHashMap<>())
          .computeIfAbsent(scopeOf(item), unused -> new ArrayList<>())
          .add(item);
    }
    return byResource;
  }

  private void write(InstrumentationScopeInfo scope, List<T> items) {
    int mark = out.begin(SCOPES);
    int inner = out.begin(SCOPE);
    out.textUnlessEmpty(SCOPE_NAME, scope.getName());
    String version = scope.getVersion();
    out.textUnlessEmpty(SCOPE_VERSION, version == null ? "" : version);
    attributes.write(SCOPE_ATTRIBUTES, scope.getAttributes());
    out.end(inner);
    for (int i = 0; i < items.size(); i++) {
      int item = out.begin(ITEMS);
      write(items.get(i), out, attributes);
      out.end(item);
    }
    schemaUrl(scope.getSchemaUrl());
    out.end(mark);
  }

  private void schemaUrl(@Nullable String url) {
    out.textUnlessEmpty(SCHEMA_URL, url == null ? "" : url);
  }
}
