package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.lang.StackWalker.StackFrame;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lines that this library writes, each on a logger of its own and at one place alone: their caller
 * is looked for once and kept. Every served request has such a line, and finding its caller would
 * be the dearest part of it. Thread-safe.
 */
final class OwnLines {
  /** Message by logger. */
  private static final Map<String, String> AT_ONE_PLACE =
      Map.of(
          "io.choicesherpa.telemetry.http",
          "Request ended",
          SpanCloseLog.LOGGER_NAME,
          "span_close");

  private final Map<String, StackFrame> callers = new ConcurrentHashMap<>();

  /** The caller of the line being written on this thread, or null if it cannot be found. */
  @Nullable StackFrame caller(ILoggingEvent event) {
    String logger = event.getLoggerName();
    String message = logger == null ? null : AT_ONE_PLACE.get(logger);
    if (message == null || !message.equals(event.getMessage())) {
      return CallerFinder.find();
    }
    StackFrame known = callers.get(logger);
    if (known == null) {
      known = CallerFinder.find();
      if (known != null) {
        callers.put(logger, known);
      }
    }
    return known;
  }
}
