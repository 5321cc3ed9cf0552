package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Context;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a line: as the event says, as was found when it was made, or else by a walk from here.
 * What is found the event is told, so that nobody need look for it again. Safe for use by several
 * threads.
 */
final class Callers {
  private final CallerWalks walks = new CallerWalks();
  private volatile @Nullable EarlyCallers early;

  /** From now on the context's events are looked after when they are made, if it allows that. */
  void start(@Nullable Context context) {
    early = EarlyCallers.of(context);
  }

  /**
   * The caller of the event, which is being written on the thread that made it; null if neither it
   * nor the stack can tell.
   */
  @Nullable StackTraceElement caller(ILoggingEvent event) {
    if (event.hasCallerData()) {
      StackTraceElement[] known = event.getCallerData();
      return known.length > 0 ? known[0] : null;
    }
    EarlyCallers before = early;
    StackTraceElement found = before == null ? null : before.take(event);
    if (found == null) {
      CallerSearch search = new CallerSearch();
      found = walks.walker().walk(search);
      walks.done(search);
    }
    if (found != null && event instanceof LoggingEvent logged) {
      logged.setCallerData(new StackTraceElement[] {found});
    }
    return found;
  }
}
