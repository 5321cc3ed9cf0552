package io.choicesherpa.console.logql;

/** A query that cannot be read or answered; the message is for whoever wrote it. */
public final class LogQlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  LogQlException(int line, int column, String reason) {
    super("parse error at line " + line + ", col " + column + ": " + reason);
    this.line = line;
    this.column = column;
  }

  LogQlException(String reason) {
    super(reason);
    this.line = 0;
    this.column = 0;
  }

  /** Where the mistake is, from 1; 0 when it is in no single place. */
  public int line() {
    return line;
  }

  /** Beside {@link #line}. */
  public int column() {
    return column;
  }
}
