package io.choicesherpa.telemetry.redaction;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import org.jspecify.annotations.Nullable;

/** A log record with nothing left in it to hide. */
final class CleanLogRecord implements LogRecordData {
  private final LogRecordData original;
  private final @Nullable Value<?> body;
  private final Attributes attributes;
  private final Resource resource;

  private CleanLogRecord(
      LogRecordData original, @Nullable Value<?> body, Attributes attributes, Resource resource) {
    this.original = original;
    this.body = body;
    this.attributes = attributes;
    this.resource = resource;
  }

  /** The record itself if it is clean. */
  static LogRecordData of(LogRecordData log, CleanAttributes cleaner) {
    Value<?> body = log.getBodyValue();
    Value<?> cleanBody = body == null ? null : cleaner.of(body);
    Attributes attributes = cleaner.of(log.getAttributes());
    Resource resource = cleaner.of(log.getResource());
    boolean clean =
        cleanBody == body && attributes == log.getAttributes() && resource == log.getResource();
    return clean ? log : new CleanLogRecord(log, cleanBody, attributes, resource);
  }

  @Override
  public Resource getResource() {
    return resource;
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return original.getInstrumentationScopeInfo();
  }

  @Override
  public long getTimestampEpochNanos() {
    return original.getTimestampEpochNanos();
  }

  @Override
  public long getObservedTimestampEpochNanos() {
    return original.getObservedTimestampEpochNanos();
  }

  @Override
  public SpanContext getSpanContext() {
    return original.getSpanContext();
  }

  @Override
  public Severity getSeverity() {
    return original.getSeverity();
  }

  @Override
  public @Nullable String getSeverityText() {
    return original.getSeverityText();
  }

  @Deprecated
  @Override
  public io.opentelemetry.sdk.logs.data.Body getBody() {
    return body == null
        ? io.opentelemetry.sdk.logs.data.Body.empty()
        : io.opentelemetry.sdk.logs.data.Body.string(body.asString());
  }

  @Override
  public @Nullable Value<?> getBodyValue() {
    return body;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return original.getTotalAttributeCount();
  }

  @Override
  public @Nullable String getEventName() {
    return original.getEventName();
  }
}
