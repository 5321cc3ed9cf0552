package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;

/**
 * What traces and logs have of their own in an export request: the item.
 *
 * @param <T> what is exported
 */
interface ItemEncoding<T> {

  Resource resourceOf(T item);

  InstrumentationScopeInfo scopeOf(T item);

  /** Writes the item's own fields, with nothing left in them to hide. */
  void write(T item, ProtoWriter out, AttributeWriter attributes);
}
