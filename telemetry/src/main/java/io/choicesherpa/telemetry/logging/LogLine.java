package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.choicesherpa.telemetry.context.RequestContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.lang.StackWalker.StackFrame;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line at a time, field by field in the fixed order. Reused, by one thread at a time; it
 * allocates nothing for an ordinary line but the bytes that it hands back.
 */
final class LogLine {
  private static final byte[] TIMESTAMP = JsonBuffer.ascii("{\"timestamp\":\"");
  private static final byte[] MESSAGE = JsonBuffer.ascii(",\"message\":");
  private static final byte[] TRACE_ID = JsonBuffer.ascii(",\"trace_id\":\"");
  private static final byte[] SPAN_ID = JsonBuffer.ascii("\",\"span_id\":\"");
  private static final byte[] TRACE_FLAGS = JsonBuffer.ascii("\",\"trace_flags\":\"");
  private static final byte[] REQUEST_ID = JsonBuffer.ascii(",\"request_id\":");
  private static final byte[] USER_ID = JsonBuffer.ascii(",\"user_id\":");
  private static final byte[] SESSION_ID = JsonBuffer.ascii(",\"session_id\":");
  private static final byte[] SPAN = JsonBuffer.ascii(",\"span\":{\"name\":");
  private static final byte[] THREAD = JsonBuffer.ascii(",\"thread\":");
  private static final byte[] FILE = JsonBuffer.ascii(",\"file\":");
  private static final byte[] LINE = JsonBuffer.ascii(",\"line\":");
  private static final byte[] ERROR = JsonBuffer.ascii(",\"error\":{\"type\":");
  private static final byte[] STACK = JsonBuffer.ascii(",\"stack\":");
  private static final byte[] FINGERPRINT = JsonBuffer.ascii(",\"fingerprint\":\"");
  private static final byte[] FIELDS = JsonBuffer.ascii(",\"fields\":{");
  private static final byte[] OMITTED = JsonBuffer.ascii(",\"omitted_fields\":");

  private final LineParts parts;
  private final boolean withCaller;
  private final JsonBuffer out = new JsonBuffer();
  private final Timestamp timestamp = new Timestamp();
  private final BiConsumer<String, @Nullable Object> field = this::field;
  private final BiConsumer<AttributeKey<?>, Object> spanField = this::spanField;

  /** Ids that were found clean in the line before: most lines share a request with it. */
  private @Nullable String cleanRequestId;

  private @Nullable String cleanUserId;
  private @Nullable String cleanSessionId;
  private int objectStart;
  private int written;
  private int omitted;

  LogLine(LineParts parts, boolean withCaller) {
    this.parts = parts;
    this.withCaller = withCaller;
  }

  /** The line with its line feed. */
  byte[] encode(ILoggingEvent event) {
    out.clear();
    head(event);
    String message = event.getFormattedMessage();
    out.raw(MESSAGE)
        .string(message == null ? "" : parts.redactor.redactText(message), Bounds.MESSAGE_CHARS)
        .raw(parts.serviceAndEnvironment);
    context(Context.current());
    source(event);
    IThrowableProxy throwable = event.getThrowableProxy();
    if (throwable != null) {
      error(ErrorText.of(throwable, parts.redactor));
    }
    fields(event);
    return out.raw('}').raw('\n').toByteArray();
  }

  /** A line of what is certain about an event that could not be written in full. */
  byte[] encodeFailed(ILoggingEvent event, Throwable failure) {
    out.clear();
    head(event);
    return out.raw(MESSAGE)
        .string(
            "[log line could not be written: " + failure.getClass().getName() + "]",
            Bounds.MESSAGE_CHARS)
        .raw(parts.serviceAndEnvironment)
        .raw('}')
        .raw('\n')
        .toByteArray();
  }

  private void head(ILoggingEvent event) {
    out.raw(TIMESTAMP);
    timestamp.write(out, event.getTimeStamp());
    out.raw(LineParts.level(event.getLevel()));
    out.raw(parts.names.get(String.valueOf(event.getLoggerName())));
  }

  private void context(Context context) {
    Span span = Span.fromContext(context);
    SpanContext ids = span.getSpanContext();
    if (ids.isValid()) {
      out.raw(TRACE_ID).rawAscii(ids.getTraceId());
      out.raw(SPAN_ID).rawAscii(ids.getSpanId());
      out.raw(TRACE_FLAGS).rawAscii(ids.getTraceFlags().asHex()).raw('"');
    }
    RequestContext request = RequestContext.from(context);
    if (request != null) {
      cleanRequestId = id(REQUEST_ID, request.requestId(), cleanRequestId);
      cleanUserId = id(USER_ID, request.userId(), cleanUserId);
      cleanSessionId = id(SESSION_ID, request.sessionId(), cleanSessionId);
    }
    if (span instanceof ReadableSpan readable) {
      span(readable);
    }
  }

  /** Returns what was written, which is clean. */
  private @Nullable String id(byte[] name, @Nullable String value, @Nullable String knownClean) {
    if (value == null) {
      return knownClean;
    }
    String clean = value.equals(knownClean) ? value : parts.redactor.redactText(value);
    out.raw(name).string(clean, Bounds.NAME_CHARS);
    return clean;
  }

  private void span(ReadableSpan span) {
    out.raw(SPAN).raw(parts.spanNames.get(span.getName()));
    beginObject(1);
    span.getAttributes().forEach(spanField);
    endObject();
  }

  private void spanField(AttributeKey<?> key, Object value) {
    String name = key.getKey();
    // The span's own name has the plain word.
    field(name.equals("name") ? "attribute.name" : name, value);
  }

  private void source(ILoggingEvent event) {
    String thread = event.getThreadName();
    if (thread != null) {
      out.raw(THREAD).raw(parts.names.get(thread));
    }
    if (event.hasCallerData()) {
      StackTraceElement[] callers = event.getCallerData();
      if (callers.length > 0) {
        source(callers[0].getClassName(), callers[0].getFileName(), callers[0].getLineNumber());
      }
    } else if (withCaller) {
      StackFrame caller = parts.ownLines.caller(event);
      if (caller != null) {
        source(caller.getClassName(), caller.getFileName(), caller.getLineNumber());
      }
    }
  }

  private void source(String className, @Nullable String fileName, int line) {
    out.raw(FILE).raw(parts.files.get(className, fileName));
    if (line >= 0) {
      out.raw(LINE).number(line);
    }
  }

  private void error(ErrorText error) {
    out.raw(ERROR).string(error.type(), Integer.MAX_VALUE);
    if (error.message() != null) {
      out.raw(MESSAGE).string(error.message(), Integer.MAX_VALUE);
    }
    out.raw(STACK).string(error.stack(), Integer.MAX_VALUE);
    out.raw(FINGERPRINT).rawAscii(error.fingerprint()).raw('"').raw('}');
  }

  private void fields(ILoggingEvent event) {
    int mark = out.size();
    out.raw(FIELDS);
    beginObject(0);
    EventFields.forEach(event, field);
    if (written == 0) {
      out.reset(mark);
    } else {
      endObject();
    }
  }

  private void beginObject(int alreadyWritten) {
    objectStart = out.size();
    written = alreadyWritten;
    omitted = 0;
  }

  private void field(String key, @Nullable Object value) {
    if (written >= Bounds.FIELDS || out.size() - objectStart > Bounds.OBJECT_BYTES) {
      omitted++;
      return;
    }
    if (written++ > 0) {
      out.raw(',');
    }
    out.raw(parts.keys.get(key));
    parts.values.write(out, key, value);
  }

  private void endObject() {
    if (omitted > 0) {
      out.raw(OMITTED).number(omitted);
    }
    out.raw('}');
  }
}
