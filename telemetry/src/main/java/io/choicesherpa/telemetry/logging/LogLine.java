package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.opentelemetry.context.Context;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line at a time, field by field in the fixed order. Reused, by one thread at a time; it
 * allocates nothing for an ordinary line but the bytes that it hands back.
 */
final class LogLine {
  private static final byte[] TIMESTAMP = JsonBuffer.ascii("{\"timestamp\":\"");
  private static final byte[] MESSAGE = JsonBuffer.ascii(",\"message\":");
  private static final byte[] THREAD = JsonBuffer.ascii(",\"thread\":");
  private static final byte[] FILE = JsonBuffer.ascii(",\"file\":");
  private static final byte[] LINE = JsonBuffer.ascii(",\"line\":");
  private static final byte[] FIELDS = JsonBuffer.ascii(",\"fields\":{");

  private final LineParts parts;
  private final JsonBuffer out = new JsonBuffer();
  private final Timestamp timestamp = new Timestamp();
  private final KnownTexts texts;
  private final ObjectFields fields;
  private final ContextFields context;
  private final ErrorFields error;
  private final BiConsumer<String, @Nullable Object> field;
  private final BiConsumer<String, @Nullable Object> auditField;

  LogLine(LineParts parts) {
    this.parts = parts;
    this.texts = new KnownTexts(parts.redactor);
    this.fields = new ObjectFields(parts, texts, out);
    this.context = new ContextFields(parts, out, fields);
    this.error = new ErrorFields(parts, out);
    this.field = fields::add;
    this.auditField = fields::addAudit;
  }

  /**
   * The line with its line feed.
   *
   * @param caller who logged; null if unknown
   */
  byte[] encode(ILoggingEvent event, @Nullable StackTraceElement caller) {
    out.clear();
    head(event);
    String message = event.getFormattedMessage();
    out.raw(MESSAGE);
    if (isAudit(event) && AuditFields.AUDIT.equals(message)) {
      out.string(message, Bounds.MESSAGE_CHARS);
    } else {
      texts.write(out, message == null ? "" : message, Bounds.MESSAGE_CHARS);
    }
    out.raw(parts.serviceAndEnvironment);
    context.write(Context.current());
    source(event, caller);
    IThrowableProxy throwable = event.getThrowableProxy();
    if (throwable != null) {
      error.write(throwable);
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
    if (isAudit(event)) {
      out.string(AuditFields.AUDIT, Bounds.NAME_CHARS);
    } else {
      out.raw(parts.names.get(String.valueOf(event.getLoggerName())));
    }
  }

  private static boolean isAudit(ILoggingEvent event) {
    return AuditFields.AUDIT.equals(event.getLoggerName());
  }

  private void source(ILoggingEvent event, @Nullable StackTraceElement caller) {
    String thread = event.getThreadName();
    if (thread != null) {
      out.raw(THREAD).raw(parts.names.get(thread));
    }
    if (caller != null) {
      out.raw(FILE).raw(parts.files.get(caller.getClassName(), caller.getFileName()));
      if (caller.getLineNumber() >= 0) {
        out.raw(LINE).number(caller.getLineNumber());
      }
    }
  }

  private void fields(ILoggingEvent event) {
    int mark = out.size();
    out.raw(FIELDS);
    fields.begin(0);
    EventFields.forEach(event, isAudit(event) ? auditField : field);
    if (fields.isEmpty()) {
      out.reset(mark);
    } else {
      fields.end();
    }
  }
}
