package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A place in the library itself that writes lines, such as one for every served request. It knows
 * its own file and line, so that nobody need walk the stack for them, and makes Logback's event
 * without the steps of the public API. With another logging framework it logs as anyone would. Safe
 * for use by several threads.
 */
public final class LinePlace {
  private final Logger logger;
  private StackTraceElement @Nullable [] here;

  /** A place that logs to {@code logger}, and always from one line of code. */
  public LinePlace(Logger logger) {
    this.logger = logger;
  }

  /**
   * Writes a line if the logger's level lets it through.
   *
   * @param fields not changed any more
   */
  public void write(Level level, String message, List<KeyValuePair> fields) {
    if (!logger.isEnabledForLevel(level)) {
      return;
    }
    if (!(logger instanceof ch.qos.logback.classic.Logger logback)) {
      LoggingEventBuilder line = logger.atLevel(level);
      for (KeyValuePair field : fields) {
        line = line.addKeyValue(field.key, field.value);
      }
      line.log(message);
      return;
    }
    StackTraceElement[] caller = here;
    if (caller == null) {
      // A race finds the same.
      caller = new StackTraceElement[] {new Throwable().getStackTrace()[1]};
      here = caller;
    }
    LoggerContext context = logback.getLoggerContext();
    LoggingEvent event = new LoggingEvent();
    event.setLoggerContext(context);
    event.setLoggerContextRemoteView(context.getLoggerContextRemoteView());
    event.setLoggerName(logback.getName());
    event.setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(level));
    event.setMessage(message);
    event.setInstant(Instant.now());
    event.setKeyValuePairs(fields);
    event.setCallerData(caller);
    logback.callAppenders(event);
  }
}
