package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.choicesherpa.telemetry.redaction.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Writes a throwable as {@link Throwable#printStackTrace()} does: causes below, suppressed ones
 * indented, frames in common left out. The depth of each trace, the number of throwables and the
 * length of the whole are bounded, with a note of what is missing.
 */
final class StackText {
  private final Redactor redactor;
  private final StringBuilder text = new StringBuilder(1024);
  private int throwables;

  StackText(Redactor redactor) {
    this.redactor = redactor;
  }

  String of(IThrowableProxy throwable) {
    write(throwable, "", "");
    return Bounds.bounded(text.toString(), Bounds.STACK_CHARS);
  }

  private void write(IThrowableProxy throwable, String caption, String indent) {
    text.append(indent).append(caption);
    if (throwables == Bounds.CAUSES) {
      text.append("…");
      return;
    }
    throwables++;
    head(throwable);
    if (throwable.isCyclic()) {
      text.append(" [circular reference]");
      return;
    }
    frames(throwable, indent);
    IThrowableProxy[] suppressed = throwable.getSuppressed();
    if (suppressed != null) {
      for (IThrowableProxy each : suppressed) {
        next(each, "Suppressed: ", indent + "\t");
      }
    }
    next(throwable.getCause(), "Caused by: ", indent);
  }

  private void next(@Nullable IThrowableProxy throwable, String caption, String indent) {
    if (throwable != null && throwables <= Bounds.CAUSES && text.length() < Bounds.STACK_CHARS) {
      text.append('\n');
      write(throwable, caption, indent);
    }
  }

  private void head(IThrowableProxy throwable) {
    text.append(throwable.getClassName());
    String message = throwable.getMessage();
    if (message != null) {
      text.append(": ").append(Bounds.bounded(redactor.redactText(message), Bounds.VALUE_CHARS));
    }
  }

  private void frames(IThrowableProxy throwable, String indent) {
    StackTraceElementProxy[] frames = throwable.getStackTraceElementProxyArray();
    if (frames == null) {
      return;
    }
    int own = frames.length - throwable.getCommonFrames();
    int shown = Math.min(own, Bounds.FRAMES_PER_THROWABLE);
    for (int i = 0; i < shown; i++) {
      text.append('\n').append(indent).append("\tat ").append(frames[i].getStackTraceElement());
    }
    if (own > shown) {
      text.append('\n').append(indent).append("\t... ").append(own - shown).append(" left out");
    }
    if (throwable.getCommonFrames() > 0) {
      text.append('\n').append(indent).append("\t... ").append(throwable.getCommonFrames());
      text.append(" more");
    }
  }
}
