package io.choicesherpa.console.template;

import java.io.Serial;

/** A template cannot be read, or not be expanded with these values; the message names the place. */
public final class TemplateException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  TemplateException(String message) {
    super(message);
  }

  TemplateException(int line, String message) {
    super("line " + line + ": " + message);
  }
}
