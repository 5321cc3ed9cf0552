package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.SequenceNumberGenerator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks for callers where Logback makes the event, while the application is a few frames away; an
 * encoder is called from far deeper, and a walk costs by the frame. Logback asks for a number for
 * each event there, and for nothing else: so the number says, later, which caller is this event's.
 * It is unique and has no other meaning.
 *
 * <p>What was found is left in one of a few places, by thread, until the encoder takes it. Another
 * event may take the place before (a log call within a log call, threads that share a place), or
 * the encoder may run elsewhere: then the caller is looked for as it would be without this. Events
 * that nobody writes, as in a flood that is cut down, would be looked after in vain: when several
 * in a row were, few are any more, until one is taken again.
 *
 * <p>Safe for use by several threads.
 */
final class EarlyCallers extends ContextAwareBase implements SequenceNumberGenerator {
  /** A power of two. */
  private static final int PLACES =
      Integer.highestOneBit(Math.max(16, Runtime.getRuntime().availableProcessors() * 4));

  /** So many may be found in vain in a row. */
  private static final int PATIENCE = 16;

  /** After that, one in so many is looked for. */
  private static final int RARELY = 64;

  private final Place[] places = new Place[PLACES];

  /** Apart from the numbers of other generators, whose events may come to the same encoder. */
  private final long origin = ThreadLocalRandom.current().nextLong() & -PLACES;

  EarlyCallers() {
    for (int i = 0; i < PLACES; i++) {
      places[i] = new Place();
    }
  }

  /**
   * Those of the context's events, set up if there are none yet; null where the context is no
   * logger context, or numbers its events by somebody else's wish.
   */
  static @Nullable EarlyCallers of(@Nullable Context context) {
    if (!(context instanceof LoggerContext loggers)) {
      return null;
    }
    if (loggers.getSequenceNumberGenerator() == null) {
      EarlyCallers callers = new EarlyCallers();
      callers.setContext(context);
      loggers.setSequenceNumberGenerator(callers);
    }
    return loggers.getSequenceNumberGenerator() instanceof EarlyCallers callers ? callers : null;
  }

  @Override
  public long nextSequenceNumber() {
    int index = (int) Thread.currentThread().getId() & (PLACES - 1);
    Place place = places[index];
    long number = origin + place.numbers.getAndIncrement() * PLACES + index;
    if (place.found != null && ++place.inVain > PATIENCE && place.inVain % RARELY != 0) {
      return number;
    }
    CallerSearch search = new CallerSearch();
    StackTraceElement caller = place.walks.walker().walk(search);
    place.walks.done(search);
    if (caller != null) {
      place.found = new Found(number, caller);
    }
    return number;
  }

  /** The event's caller, once; null if it is not known here. */
  @Nullable StackTraceElement take(ILoggingEvent event) {
    long number = event.getSequenceNumber();
    Place place = places[(int) number & (PLACES - 1)];
    Found found = place.found;
    if (found == null || found.number != number) {
      return null;
    }
    place.found = null;
    place.inVain = 0;
    return found.caller;
  }

  private record Found(long number, StackTraceElement caller) {}

  /**
   * Of one thread as a rule. Where two share it, what they overwrite of each other is never mixed
   * up: a find is one immutable object, and its number is unique.
   */
  private static final class Place {
    final CallerWalks walks = new CallerWalks();
    final AtomicLong numbers = new AtomicLong();
    @Nullable Found found;
    int inVain;
  }
}
