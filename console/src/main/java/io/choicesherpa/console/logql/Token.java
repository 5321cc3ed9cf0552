package io.choicesherpa.console.logql;

/**
 * A word of a query.
 *
 * @param kind what sort of word
 * @param text as written; of a string what it stands for
 * @param line from 1
 * @param column from 1
 */
record Token(Kind kind, String text, int line, int column) {

  enum Kind {
    NAME,
    STRING,
    /** A number, a duration or a size: all begin with a digit. */
    QUANTITY,
    SYMBOL,
    END
  }

  boolean is(String symbolOrName) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbolOrName);
  }

  LogQlException error(String reason) {
    return new LogQlException(line, column, reason);
  }

  /** As a message names it. */
  String described() {
    return kind == Kind.END ? "the end" : kind == Kind.STRING ? "a string" : "\"" + text + "\"";
  }
}
