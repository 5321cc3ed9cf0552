package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;

/** A log record of a request. Source: OTLP, {@code logs.proto}. */
final class LogRecordEncoding implements ItemEncoding<LogRecordData> {

  private static final int TIME = 1;
  private static final int SEVERITY_NUMBER = 2;
  private static final int SEVERITY_TEXT = 3;
  private static final int BODY = 5;
  private static final int ATTRIBUTES = 6;
  private static final int DROPPED_ATTRIBUTES = 7;
  private static final int FLAGS = 8;
  private static final int TRACE_ID = 9;
  private static final int SPAN_ID = 10;
  private static final int OBSERVED_TIME = 11;
  private static final int EVENT_NAME = 12;

  @Override
  public Resource resourceOf(LogRecordData log) {
    return log.getResource();
  }

  @Override
  public InstrumentationScopeInfo scopeOf(LogRecordData log) {
    return log.getInstrumentationScopeInfo();
  }

  @Override
  public void write(LogRecordData log, ProtoWriter out, AttributeWriter attributes) {
    out.fixed64(TIME, log.getTimestampEpochNanos());
    out.fixed64(OBSERVED_TIME, log.getObservedTimestampEpochNanos());
    out.integerUnlessZero(SEVERITY_NUMBER, log.getSeverity().getSeverityNumber());
    String severity = log.getSeverityText();
    out.textUnlessEmpty(SEVERITY_TEXT, severity == null ? "" : severity);
    Value<?> body = log.getBodyValue();
    if (body != null) {
      attributes.write(BODY, body);
    }
    attributes.write(ATTRIBUTES, log.getAttributes());
    out.integerUnlessZero(
        DROPPED_ATTRIBUTES, log.getTotalAttributeCount() - log.getAttributes().size());
    SpanContext span = log.getSpanContext();
    if (span.isValid()) {
      out.fixed32(FLAGS, span.getTraceFlags().asByte() & 0xff);
      out.hex(TRACE_ID, span.getTraceId());
      out.hex(SPAN_ID, span.getSpanId());
    }
    String event = log.getEventName();
    out.textUnlessEmpty(EVENT_NAME, event == null ? "" : event);
  }
}
