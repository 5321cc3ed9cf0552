package io.choicesherpa.console.template;

import java.io.Serial;

/** A template cannot be read, or not be expanded with these values; the message names the place. */
public final class TemplateException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  TemplateException(String message) {
    super(message);
  }

  /** A query of a template failed. */
  public static TemplateException ofQuery(String expression, Exception cause) {
    TemplateException exception =
        new TemplateException("query \"" + expression + "\": " + cause.getMessage());
    exception.initCause(cause);
    return exception;
  }

  TemplateException(int line, String message) {
    super("line " + line + ": " + message);
  }
}
