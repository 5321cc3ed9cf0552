package io.choicesherpa.telemetry.test;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on one span. */
public final class SpanAssert extends AbstractAssert<SpanAssert, CapturedSpan> {

  private static final AttributeKey<String> EXCEPTION_TYPE =
      AttributeKey.stringKey("exception.type");

  SpanAssert(CapturedSpan actual) {
    super(actual, SpanAssert.class);
  }

  /** The span itself. AssertJ has this from 3.27 on only; older ones are not to miss it. */
  @Override
  public CapturedSpan actual() {
    return actual;
  }

  /**
   * The span has the attribute with this value.
   *
   * @param value numbers are compared by value: 200 is the same as 200L
   */
  public SpanAssert hasAttribute(String name, Object value) {
    return check(
        Equality.same(actual.attributes().get(name), value), "attribute " + name + "=" + value);
  }

  /** The span has the attribute with this value. */
  public <T> SpanAssert hasAttribute(AttributeKey<T> key, T value) {
    return check(
        Objects.equals(actual.data().getAttributes().get(key), value),
        "attribute " + key.getKey() + "=" + value + " of type " + key.getType());
  }

  /** The span has no attribute of this name, whatever its value. */
  public SpanAssert hasNoAttribute(String name) {
    return check(!actual.attributes().containsKey(name), "no attribute " + name);
  }

  /** The span is of this kind. */
  public SpanAssert hasKind(SpanKind kind) {
    return check(actual.data().getKind() == kind, "kind " + kind);
  }

  /** Its parent is a span of this name in the same capture, ended or not. */
  public SpanAssert isChildOf(String parentName) {
    CapturedSpan parent = actual.parent();
    return check(
        parent != null && parent.name().equals(parentName),
        "parent '" + parentName + "', " + parentText(parent));
  }

  /** Its parent is this very span. */
  public SpanAssert isChildOf(CapturedSpan parent) {
    return check(
        actual.parentSpanId().equals(parent.spanId()) && actual.traceId().equals(parent.traceId()),
        "parent " + parent + ", " + parentText(actual.parent()));
  }

  /** Some span above it, parent or further up, has this name. */
  public SpanAssert isBelow(String ancestorName) {
    StringBuilder above = new StringBuilder("above it:");
    boolean found = false;
    for (CapturedSpan a = actual.parent(); a != null && !found; a = a.parent()) {
      found = a.name().equals(ancestorName);
      above.append(" '").append(a.name()).append('\'');
    }
    return check(found, "'" + ancestorName + "' above it, " + above);
  }

  /** It has no parent, neither here nor in another process. */
  public SpanAssert isRoot() {
    return check(
        !SpanId.isValid(actual.parentSpanId()), "no parent, " + parentText(actual.parent()));
  }

  /** Its parent is the span with this id, such as that of an incoming {@code traceparent}. */
  public SpanAssert hasParentSpanId(String spanId) {
    return check(actual.parentSpanId().equals(spanId), "parent span " + spanId);
  }

  /** It belongs to this trace, such as that of an incoming {@code traceparent}. */
  public SpanAssert hasTraceId(String traceId) {
    return check(actual.traceId().equals(traceId), "trace " + traceId);
  }

  /** Both belong to the same trace. */
  public SpanAssert hasTraceIdOf(CapturedSpan other) {
    return check(actual.traceId().equals(other.traceId()), "the trace of " + other);
  }

  /** It has at least one event of this name. */
  public SpanAssert hasEvent(String name) {
    return check(
        events().stream().anyMatch(event -> event.getName().equals(name)), "event '" + name + "'");
  }

  /** It is linked to this span. */
  public SpanAssert hasLinkTo(CapturedSpan other) {
    return check(
        actual.data().getLinks().stream()
            .anyMatch(link -> link.getSpanContext().getSpanId().equals(other.spanId())),
        "a link to " + other + ", it has " + actual.data().getLinks());
  }

  /** It failed: its status is ERROR. */
  public SpanAssert hasFailed() {
    return check(status() == StatusCode.ERROR, "status ERROR, not " + status());
  }

  /** It did not fail: its status is OK or was never set. */
  public SpanAssert hasNotFailed() {
    return check(status() != StatusCode.ERROR, "no status ERROR");
  }

  /** It recorded an exception of exactly this type. */
  public SpanAssert hasException(Class<? extends Throwable> type) {
    return check(
        events().stream()
            .anyMatch(event -> type.getName().equals(event.getAttributes().get(EXCEPTION_TYPE))),
        "exception " + type.getName());
  }

  /** It would be exported. */
  public SpanAssert isSampled() {
    return check(actual.isSampled(), "to be sampled");
  }

  /** It would not be exported: only the logs written in it are left of it. */
  public SpanAssert isNotSampled() {
    return check(!actual.isSampled(), "not to be sampled");
  }

  private StatusCode status() {
    return actual.data().getStatus().getStatusCode();
  }

  private List<EventData> events() {
    return actual.data().getEvents();
  }

  private String parentText(@Nullable CapturedSpan parent) {
    if (parent != null) {
      return "not '" + parent.name() + "'";
    }
    return SpanId.isValid(actual.parentSpanId())
        ? "not span " + actual.parentSpanId() + ", which was not captured"
        : "but it has none";
  }

  private SpanAssert check(boolean holds, String expected) {
    if (!holds) {
      String events =
          events().isEmpty()
              ? ""
              : "\n" + Report.list("Its events:", events().stream().map(Report::event).toList());
      failWithMessage(
          "%s",
          "Expected of span '%s': %s.\nThe span: %s%s"
              .formatted(actual.name(), expected, actual, events));
    }
    return this;
  }
}
