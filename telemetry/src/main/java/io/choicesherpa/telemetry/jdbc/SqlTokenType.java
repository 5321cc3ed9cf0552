package io.choicesherpa.telemetry.jdbc;

/** What a piece of SQL is. */
enum SqlTokenType {
  /** A keyword or a plain identifier. */
  WORD,
  /** An identifier in quotes. */
  QUOTED_NAME,
  /** A string, a number: what must not be shown. */
  LITERAL,
  /** A placeholder: {@code ?}, {@code $1}, {@code :name}. */
  PARAMETER,
  /** Anything else, one character. */
  SYMBOL,
  /** Behind the last one. */
  END
}
