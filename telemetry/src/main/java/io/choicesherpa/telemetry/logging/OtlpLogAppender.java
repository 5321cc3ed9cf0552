package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.semconv.CodeAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Hands log events to OpenTelemetry: the same content as a line of {@link JsonLogEncoder}, with the
 * same redaction and bounds. The body is the message, the scope the logger, the record's context
 * the current span. The event's own fields keep their names; what semantic conventions name has
 * their name ({@code exception.*}, {@code code.*}, {@code thread.name}); the span's name and
 * attributes are there as {@code span.*}, since an unsampled span is found nowhere else.
 *
 * <p>Loggers of the export itself are left out, and so is whatever is logged while a record is
 * handed over: their lines would beget lines. Never throws into the log call; failures are counted.
 * Safe for use by several threads.
 */
public final class OtlpLogAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final String[] EXPORT_LOGGERS = {
    "io.opentelemetry.", "okhttp3.", "okio.", "io.grpc."
  };

  private static final int KEPT_FILES = 1024;

  private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("request_id");
  private static final AttributeKey<String> USER_ID = AttributeKey.stringKey("user_id");
  private static final AttributeKey<String> SESSION_ID = AttributeKey.stringKey("session_id");
  private static final AttributeKey<String> SPAN_NAME = AttributeKey.stringKey("span.name");
  private static final AttributeKey<String> THREAD_NAME = AttributeKey.stringKey("thread.name");

  private final LoggerProvider provider;
  private final Callers callers = new Callers();
  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final FrameBlocks blocks = new FrameBlocks();
  private final Redactor redactor;
  private final LongAdder failures = new LongAdder();
  private final OtlpNames names;
  private final OtlpNames spanNames;
  private final ThreadLocal<boolean[]> busy = ThreadLocal.withInitial(() -> new boolean[1]);

  /**
   * @param provider of a pipeline that does not block: batching, with a bounded queue
   */
  public OtlpLogAppender(LoggerProvider provider, Redactor redactor) {
    this.provider = provider;
    this.redactor = redactor;
    this.names = new OtlpNames("", redactor);
    this.spanNames = new OtlpNames("span.", redactor);
  }

  /** How many events could not be handed over since the start. */
  public long failures() {
    return failures.sum();
  }

  @Override
  protected void append(ILoggingEvent event) {
    boolean[] within = busy.get();
    if (within[0] || isOfExport(event.getLoggerName())) {
      return;
    }
    within[0] = true;
    try {
      emit(event);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError failure) {
      failures.increment();
      addError("Log record not handed over to OpenTelemetry", failure);
    } finally {
      within[0] = false;
    }
  }

  private static boolean isOfExport(String logger) {
    for (String prefix : EXPORT_LOGGERS) {
      if (logger.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private void emit(ILoggingEvent event) {
    Context context = Context.current();
    LogRecordBuilder record = provider.get(event.getLoggerName()).logRecordBuilder();
    Level level = event.getLevel();
    String message = event.getFormattedMessage();
    record
        .setContext(context)
        .setTimestamp(instant(event))
        .setSeverity(severity(level))
        .setSeverityText(level.toString())
        .setBody(message == null ? "" : clean(message, Bounds.MESSAGE_CHARS));
    context(record, context);
    source(record, event);
    IThrowableProxy throwable = event.getThrowableProxy();
    if (throwable != null) {
      error(record, ErrorText.of(throwable, redactor, blocks));
    }
    EventFields.forEach(event, new OtlpFields(record, redactor, names)::field);
    record.emit();
  }

  /** Finer than the line's milliseconds where it is known, so that a request's lines keep order. */
  private static Instant instant(ILoggingEvent event) {
    Instant instant = event.getInstant();
    return instant == null ? Instant.ofEpochMilli(event.getTimeStamp()) : instant;
  }

  private void context(LogRecordBuilder record, Context context) {
    RequestContext request = RequestContext.from(context);
    if (request != null) {
      id(record, REQUEST_ID, request.requestId());
      id(record, USER_ID, request.userId());
      id(record, SESSION_ID, request.sessionId());
    }
    if (Span.fromContext(context) instanceof ReadableSpan span) {
      record.setAttribute(SPAN_NAME, clean(span.getName(), Bounds.NAME_CHARS));
      OtlpFields fields = new OtlpFields(record, redactor, spanNames);
      span.getAttributes()
          .forEach(
              (key, value) ->
                  fields.field(
                      key.getKey().equals("name") ? "attribute.name" : key.getKey(), value));
    }
  }

  private void id(LogRecordBuilder record, AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      record.setAttribute(
          key, Bounds.bounded(redactor.redact(key.getKey(), value), Bounds.NAME_CHARS));
    }
  }

  private void source(LogRecordBuilder record, ILoggingEvent event) {
    String thread = event.getThreadName();
    if (thread != null) {
      record.setAttribute(THREAD_NAME, Bounds.bounded(thread, Bounds.NAME_CHARS));
    }
    StackTraceElement caller = callers.caller(event);
    if (caller != null) {
      source(record, caller);
    }
  }

  private void source(LogRecordBuilder record, StackTraceElement caller) {
    String type = caller.getClassName();
    String file = files.get(type);
    if (file == null) {
      file = SourceFile.path(type, caller.getFileName());
      if (files.size() < KEPT_FILES) {
        files.put(type, file);
      }
    }
    record.setAttribute(CodeAttributes.CODE_FILE_PATH, file);
    if (caller.getLineNumber() >= 0) {
      record.setAttribute(CodeAttributes.CODE_LINE_NUMBER, (long) caller.getLineNumber());
    }
  }

  private static void error(LogRecordBuilder record, ErrorText error) {
    record.setAttribute("exception.type", error.type());
    if (error.message() != null) {
      record.setAttribute("exception.message", error.message());
    }
    record.setAttribute("exception.stacktrace", error.stack());
    record.setAttribute("error.fingerprint", error.fingerprint());
  }

  private String clean(String text, int maxChars) {
    return Bounds.bounded(redactor.redactText(text), maxChars);
  }

  private static Severity severity(Level level) {
    return switch (level.toInt()) {
      case Level.TRACE_INT -> Severity.TRACE;
      case Level.DEBUG_INT -> Severity.DEBUG;
      case Level.WARN_INT -> Severity.WARN;
      case Level.ERROR_INT -> Severity.ERROR;
      default -> Severity.INFO;
    };
  }
}
