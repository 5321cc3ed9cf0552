package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds who called the log method. The stack is walked lazily from the top: a full stack trace
 * costs by the depth of the application's stack, and frameworks make that deep.
 *
 * <p>The caller is the first frame below Logback's logger that is of no logging library: the fluent
 * API, and bridges such as commons-logging, java.util.logging or JBoss Logging, put their own
 * frames between.
 */
final class CallerFinder {
  private static final String LOGGER = "ch.qos.logback.classic.Logger";
  private static final int MAX_FRAMES = 96;

  /** The walker fetches no fewer at once. */
  private static final int MIN_FETCHED = 8;

  /** The walker's buffer has room for so many less than it was asked for. */
  private static final int RESERVED = 2;

  private static final String[] LIBRARIES = {
    "ch.qos.logback.",
    "org.slf4j.",
    "org.apache.commons.logging.",
    "org.apache.logging.",
    "org.apache.log4j.",
    "org.apache.juli.",
    "org.springframework.core.log.",
    "org.jboss.logging.",
    "java.util.logging.",
    "java.lang.System$Logger",
    "jdk.internal.logger.",
    "sun.util.logging.",
    "com.google.common.flogger.",
    "io.netty.util.internal.logging.",
    "io.github.oshai.kotlinlogging.",
    "reactor.util.Loggers",
    "io.choicesherpa.telemetry.audit.AuditLog",
  };

  /** JBoss Logging generates a class of this ending for each typed logger. */
  private static final String GENERATED_LOGGER = "_$logger";

  /**
   * By the number of frames that they fetch at once: each fetched frame costs, and so does fetching
   * twice. They show reflection's frames, since leaving them out costs a check of every frame.
   */
  private static final StackWalker[] WALKERS = new StackWalker[MAX_FRAMES + 1];

  static {
    for (int i = 0; i < WALKERS.length; i++) {
      WALKERS[i] =
          StackWalker.getInstance(
              Set.of(Option.SHOW_REFLECT_FRAMES), Math.max(MIN_FETCHED, i + RESERVED));
    }
  }

  /**
   * Messages, by logger, that this library writes at one place alone: their caller is looked for
   * once and kept. Every served request has such a line.
   */
  private static final Map<String, String> AT_ONE_PLACE =
      Map.of(
          "io.choicesherpa.telemetry.http",
          "Request ended",
          SpanCloseLog.LOGGER_NAME,
          "span_close");

  private final CallerDepth depth = new CallerDepth(MIN_FETCHED);
  private final Map<String, StackFrame> kept = new ConcurrentHashMap<>();

  /**
   * The caller of the line being written on this thread, or null if no logger of Logback's is on
   * its stack.
   */
  @Nullable StackFrame caller(ILoggingEvent event) {
    String logger = event.getLoggerName();
    String message = logger == null ? null : AT_ONE_PLACE.get(logger);
    boolean own = message != null && message.equals(event.getMessage());
    StackFrame known = own ? kept.get(logger) : null;
    if (known != null) {
      return known;
    }
    Search search = new Search();
    WALKERS[depth.expected()].walk(search::through);
    StackFrame caller = search.caller;
    if (caller != null) {
      depth.found(search.frames);
      if (own) {
        kept.put(logger, caller);
      }
    }
    return caller;
  }

  /** One walk. */
  private static final class Search implements Consumer<StackFrame> {
    private boolean belowLogger;
    private @Nullable StackFrame caller;
    private int frames;

    @Nullable StackFrame through(Stream<StackFrame> stack) {
      Spliterator<StackFrame> remaining = stack.spliterator();
      while (caller == null && frames < MAX_FRAMES && remaining.tryAdvance(this)) {
        frames++;
      }
      return caller;
    }

    @Override
    public void accept(StackFrame frame) {
      String type = frame.getClassName();
      if (!belowLogger) {
        belowLogger = type.equals(LOGGER);
      } else if (!isLogging(type) && !isReflection(type)) {
        caller = frame;
      }
    }
  }

  /** As the walker would leave out by itself. */
  private static boolean isReflection(String type) {
    return type.startsWith("java.lang.reflect.")
        || type.startsWith("jdk.internal.reflect.")
        || type.startsWith("java.lang.invoke.");
  }

  static boolean isLogging(String type) {
    for (String library : LIBRARIES) {
      if (type.startsWith(library) && isWhole(type, library)) {
        return true;
      }
    }
    return type.endsWith(GENERATED_LOGGER);
  }

  /** A name that ends in a dot stands for a package, another for a class and those inside of it. */
  private static boolean isWhole(String type, String library) {
    int length = library.length();
    return library.charAt(length - 1) == '.'
        || type.length() == length
        || type.charAt(length) == '$';
  }
}
