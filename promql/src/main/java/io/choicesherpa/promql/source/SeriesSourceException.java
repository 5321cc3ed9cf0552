package io.choicesherpa.promql.source;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A source could not answer. */
public final class SeriesSourceException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** With what went wrong, for people. */
  public SeriesSourceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
