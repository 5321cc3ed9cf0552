package io.choicesherpa.promql.model;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A query that has no answer. The message is for people and names what is wrong. */
public final class PromqlException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final Kind kind;
  private final transient @Nullable PositionRange position;

  /** What went wrong. */
  public enum Kind {
    /** The text is not PromQL. */
    PARSE,
    /** The data do not fit the expression. */
    EXECUTION,
    /** It took longer than the limit. */
    TIMEOUT,
    /** The caller gave up. */
    CANCELLED,
    /** It needs more samples in memory than the limit. */
    TOO_MANY_SAMPLES,
    /** It reads more series than the limit. */
    TOO_MANY_SERIES,
    /** The source of series could not answer. */
    SOURCE
  }

  /** A failure of {@code kind} at {@code position}; null where that is not known. */
  public PromqlException(Kind kind, String message, @Nullable PositionRange position) {
    this(kind, message, position, null);
  }

  /** A failure with what caused it. */
  public PromqlException(
      Kind kind, String message, @Nullable PositionRange position, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.position = position;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** Where in the text; null when not known. */
  public @Nullable PositionRange position() {
    return position;
  }
}
