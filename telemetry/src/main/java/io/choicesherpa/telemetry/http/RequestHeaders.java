package io.choicesherpa.telemetry.http;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** How the propagators read a request's headers. */
final class RequestHeaders implements TextMapGetter<HttpServerRequest> {

  static final RequestHeaders INSTANCE = new RequestHeaders();

  private RequestHeaders() {}

  @Override
  public @Nullable String get(@Nullable HttpServerRequest carrier, String key) {
    return carrier == null ? null : carrier.header(key);
  }

  @Override
  public Iterator<String> getAll(@Nullable HttpServerRequest carrier, String key) {
    return carrier == null ? Collections.emptyIterator() : carrier.headers(key).iterator();
  }
}
