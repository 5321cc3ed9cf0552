package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one throwable as they stand in a trace, without its head: written once for all
 * errors that come the same way. Immutable but for what {@link Fingerprint} remembers here.
 */
final class FrameBlock {
  private static final StackTraceElementProxy[] NO_FRAMES = {};
  private static final int LINE_CHARS = 80;
  private static final int HASHED_FRAMES = 4;

  private final StackTraceElement[] frames;
  private final int commonFrames;
  private final String indent;
  private final String text;
  private final byte[] json;

  /** Set by {@link Fingerprint}; a race only computes the same again. */
  @Nullable Passage passage;

  /** What a fingerprint became by a throwable of this type with these frames. */
  record Passage(long before, String type, long after) {}

  FrameBlock(IThrowableProxy throwable, String indent) {
    StackTraceElementProxy[] proxies = proxies(throwable);
    this.commonFrames = throwable.getCommonFrames();
    this.frames = new StackTraceElement[own(throwable, proxies)];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = proxies[i].getStackTraceElement();
    }
    this.indent = indent;
    this.text = write();
    this.json = new JsonBuffer(text.length() + text.length() / 4).escaped(text).toByteArray();
  }

  private static StackTraceElementProxy[] proxies(IThrowableProxy throwable) {
    StackTraceElementProxy[] proxies = throwable.getStackTraceElementProxyArray();
    return proxies == null ? NO_FRAMES : proxies;
  }

  private static int own(IThrowableProxy throwable, StackTraceElementProxy[] proxies) {
    return Math.max(0, proxies.length - throwable.getCommonFrames());
  }

  private String write() {
    int shown = Math.min(frames.length, Bounds.FRAMES_PER_THROWABLE);
    StringBuilder lines = new StringBuilder((shown + 2) * LINE_CHARS);
    for (int i = 0; i < shown; i++) {
      lines.append('\n').append(indent).append("\tat ").append(frames[i]);
    }
    if (frames.length > shown) {
      lines.append('\n').append(indent).append("\t... ").append(frames.length - shown);
      lines.append(" left out");
    }
    if (commonFrames > 0) {
      lines.append('\n').append(indent).append("\t... ").append(commonFrames).append(" more");
    }
    return lines.toString();
  }

  /** Equal for those that {@link #isOf} takes for the same; from the top, which differs most. */
  static int hash(IThrowableProxy throwable, String indent) {
    StackTraceElementProxy[] proxies = proxies(throwable);
    int own = own(throwable, proxies);
    int hash = indent.length() * 31 + own * 31 + throwable.getCommonFrames();
    for (int i = 0; i < own && i < HASHED_FRAMES; i++) {
      StackTraceElement frame = proxies[i].getStackTraceElement();
      hash = hash * 31 + frame.getMethodName().hashCode();
      hash = hash * 31 + frame.getLineNumber();
    }
    return hash;
  }

  /** Whether this is what is to be written for the throwable: every frame is compared. */
  boolean isOf(IThrowableProxy throwable, String otherIndent) {
    StackTraceElementProxy[] proxies = proxies(throwable);
    if (own(throwable, proxies) != frames.length
        || throwable.getCommonFrames() != commonFrames
        || !otherIndent.equals(indent)) {
      return false;
    }
    for (int i = 0; i < frames.length; i++) {
      if (!frames[i].equals(proxies[i].getStackTraceElement())) {
        return false;
      }
    }
    return true;
  }

  /** Those that it does not share with the throwable that it is the cause of, from the top. */
  StackTraceElement[] frames() {
    return frames;
  }

  /** Lines, each with its line feed before it. */
  String text() {
    return text;
  }

  /** The same as the inside of a JSON string. */
  byte[] json() {
    return json;
  }
}
