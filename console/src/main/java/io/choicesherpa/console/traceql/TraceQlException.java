package io.choicesherpa.console.traceql;

/** A query that cannot be read; the message is for whoever wrote it. */
public final class TraceQlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  TraceQlException(int line, int column, String reason) {
    super("parse error at line " + line + ", col " + column + ": " + reason);
    this.line = line;
    this.column = column;
  }

  /** Where the mistake is, from 1. */
  public int line() {
    return line;
  }

  /** Beside {@link #line}. */
  public int column() {
    return column;
  }
}
