package io.choicesherpa.promql.script;

import java.io.Serial;

/** A script that cannot be read. The message starts with the line. */
public final class ScriptException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final int line;

  ScriptException(int line, String message) {
    super("line " + line + ": " + message);
    this.line = line;
  }

  /** From 1. */
  public int line() {
    return line;
  }
}
