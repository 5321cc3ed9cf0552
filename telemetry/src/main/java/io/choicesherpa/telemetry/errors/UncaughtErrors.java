package io.choicesherpa.telemetry.errors;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a log line of level ERROR, and so a report, for every exception that ends a thread. What
 * was there before as the process's default handler is called afterwards as ever. Where there was
 * none the JVM would print the stack on standard error, unredacted: the line stands in its place.
 *
 * <p>A thread or a group with a handler of its own is left alone. Thread-safe.
 */
public final class UncaughtErrors implements UncaughtExceptionHandler, AutoCloseable {

  /** Not below this package, whose lines are never reported. */
  private static final Logger LOG = LoggerFactory.getLogger("io.choicesherpa.telemetry.uncaught");

  private final @Nullable UncaughtExceptionHandler before;
  private volatile boolean closed;

  private UncaughtErrors(@Nullable UncaughtExceptionHandler before) {
    this.before = before;
  }

  /** Becomes the process's default handler, in front of the one that is there, until closed. */
  public static UncaughtErrors install() {
    UncaughtErrors handler = new UncaughtErrors(Thread.getDefaultUncaughtExceptionHandler());
    Thread.setDefaultUncaughtExceptionHandler(handler);
    return handler;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    try {
      if (!closed) {
        tell(thread, failure);
      }
    } finally {
      if (before != null) {
        before.uncaughtException(thread, failure);
      }
    }
  }

  private static void tell(Thread thread, Throwable failure) {
    try {
      LOG.atError()
          .addKeyValue("ended_thread", thread.getName())
          .setCause(failure)
          .log("A thread was ended by an exception that nobody caught");
    } catch (Exception | StackOverflowError | LinkageError | AssertionError broken) {
      // Logback asks for message and stack where it makes the event; either may throw.
      LOG.atError()
          .addKeyValue("ended_thread", thread.getName())
          .addKeyValue("type", failure.getClass().getName())
          .log("A thread was ended by an exception that nobody caught and that tells nothing");
    }
  }

  /** Leaves its place to the one before; where another came after it, it only falls silent. */
  @Override
  public void close() {
    closed = true;
    if (Thread.getDefaultUncaughtExceptionHandler() == this) {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }
}
