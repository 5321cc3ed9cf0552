package io.choicesherpa.console.rules;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A rule's expression could not be evaluated, or what it gave cannot be used. */
public final class RuleQueryException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  /** With the reason, for people. */
  public RuleQueryException(String message) {
    this(message, null);
  }

  /** With the reason, for people. */
  public RuleQueryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
