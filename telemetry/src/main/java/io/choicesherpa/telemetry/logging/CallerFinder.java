package io.choicesherpa.telemetry.logging;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Set;
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

  /** So many frames lie between an encoder and the caller as a rule. */
  private static final int EXPECTED_FRAMES = 24;

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

  /** Shows reflection's frames, since leaving them out costs the walker a check of every frame. */
  private static final StackWalker WALKER =
      StackWalker.getInstance(Set.of(Option.SHOW_REFLECT_FRAMES), EXPECTED_FRAMES);

  private CallerFinder() {}

  /** The frame of the caller, or null if no logger of Logback's is on this thread's stack. */
  static @Nullable StackFrame find() {
    return WALKER.walk(CallerFinder::firstOutside);
  }

  private static @Nullable StackFrame firstOutside(Stream<StackFrame> frames) {
    Iterator<StackFrame> remaining = frames.iterator();
    boolean belowLogger = false;
    for (int i = 0; i < MAX_FRAMES && remaining.hasNext(); i++) {
      StackFrame frame = remaining.next();
      String type = frame.getClassName();
      if (!belowLogger) {
        belowLogger = type.equals(LOGGER);
      } else if (!isLogging(type) && !isReflection(type)) {
        return frame;
      }
    }
    return null;
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
