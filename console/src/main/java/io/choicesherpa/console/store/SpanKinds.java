package io.choicesherpa.console.store;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;

/** Names of span kinds as people write them. */
public final class SpanKinds {

  private SpanKinds() {}

  /** Such as {@code server}; empty when the kind is unspecified. */
  public static String nameOf(SpanKind kind) {
    return switch (kind) {
      case SPAN_KIND_SERVER -> "server";
      case SPAN_KIND_CLIENT -> "client";
      case SPAN_KIND_PRODUCER -> "producer";
      case SPAN_KIND_CONSUMER -> "consumer";
      case SPAN_KIND_INTERNAL -> "internal";
      case SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }
}
