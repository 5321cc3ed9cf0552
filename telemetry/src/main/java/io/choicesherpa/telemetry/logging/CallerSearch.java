package io.choicesherpa.telemetry.logging;

import java.lang.StackWalker.StackFrame;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One walk down the stack to who called the log method: the first frame below Logback's logger, or
 * below the audit trail, which makes its events itself, that is of no logging library. The fluent
 * API, and bridges such as commons-logging, java.util.logging or JBoss Logging, put their own
 * frames between.
 */
final class CallerSearch implements Function<Stream<StackFrame>, @Nullable StackTraceElement> {
  static final int MAX_FRAMES = 96;

  private static final String LOGGER = "ch.qos.logback.classic.Logger";
  private static final String AUDIT = "io.choicesherpa.telemetry.audit.AuditLog";

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
    AUDIT,
  };

  /** JBoss Logging generates a class of this ending for each typed logger. */
  private static final String GENERATED_LOGGER = "_$logger";

  private boolean belowLogger;
  private @Nullable StackFrame found;
  private int frames;

  @Override
  public @Nullable StackTraceElement apply(Stream<StackFrame> stack) {
    Spliterator<StackFrame> remaining = stack.spliterator();
    Consumer<StackFrame> looking = this::look;
    while (found == null && frames < MAX_FRAMES && remaining.tryAdvance(looking)) {
      frames++;
    }
    return found == null ? null : found.toStackTraceElement();
  }

  private void look(StackFrame frame) {
    String type = frame.getClassName();
    if (!belowLogger) {
      belowLogger = type.equals(LOGGER) || type.equals(AUDIT);
    } else if (!isLogging(type) && !isReflection(type)) {
      found = frame;
    }
  }

  boolean hasFound() {
    return found != null;
  }

  /** How many frames were looked at. */
  int frames() {
    return frames;
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
