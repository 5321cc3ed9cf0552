package io.choicesherpa.telemetry.jdbc;

/**
 * Cuts SQL into tokens well enough to tell what is data from what is not. It never fails: what is
 * open at the end of the text ends there, and a literal that is not understood is a literal still.
 *
 * <p>Understands strings with doubled quotes, {@code E''} strings with backslashes, dollar quotes,
 * numbers, quoted identifiers, line comments and nested block comments. Not thread-safe.
 */
final class SqlTokenizer {

  private final String sql;
  private final boolean mySqlStrings;
  private int position;
  private SqlTokenType type = SqlTokenType.END;
  private int start;
  private boolean spaceBefore;

  /**
   * @param mySqlStrings whether double quotes hold strings and not names, and backslashes escape in
   *     every string, as in MySQL
   */
  SqlTokenizer(String sql, boolean mySqlStrings) {
    this.sql = sql;
    this.mySqlStrings = mySqlStrings;
  }

  /** Goes to the next token. */
  SqlTokenType next() {
    int before = position;
    skipSpaceAndComments();
    spaceBefore = position > before;
    start = position;
    type = position >= sql.length() ? SqlTokenType.END : read(sql.charAt(position));
    return type;
  }

  SqlTokenType type() {
    return type;
  }

  /** The token as it stands in the text. */
  String text() {
    return sql.substring(start, position);
  }

  /** The token's first character. */
  char symbol() {
    return sql.charAt(start);
  }

  /** Whether white space or a comment stood before the token. */
  boolean spaceBefore() {
    return spaceBefore;
  }

  /** Whether the character right behind the token, spaces aside, is this one. */
  boolean isFollowedBy(char c) {
    int i = position;
    while (i < sql.length() && Character.isWhitespace(sql.charAt(i))) {
      i++;
    }
    return i < sql.length() && sql.charAt(i) == c;
  }

  private SqlTokenType read(char c) {
    if (c == '\'') {
      return readQuoted('\'', mySqlStrings, SqlTokenType.LITERAL);
    }
    if (c == '"') {
      return readQuoted(
          '"', mySqlStrings, mySqlStrings ? SqlTokenType.LITERAL : SqlTokenType.QUOTED_NAME);
    }
    if (c == '`') {
      return readQuoted('`', false, SqlTokenType.QUOTED_NAME);
    }
    if (c == '$') {
      return readDollar();
    }
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      return readNumber();
    }
    if (isWordStart(c)) {
      return readWord();
    }
    position++;
    if (c == '?') {
      return SqlTokenType.PARAMETER;
    }
    if (c == ':' && isWordStart(peek(0)) && before(start) != ':') {
      skipWord();
      return SqlTokenType.PARAMETER;
    }
    return SqlTokenType.SYMBOL;
  }

  private SqlTokenType readWord() {
    skipWord();
    // N'…', B'…', X'…' and E'…' are strings with a prefix.
    int length = position - start;
    if (length == 1 && peek(0) == '\'') {
      char prefix = Character.toUpperCase(sql.charAt(start));
      if (prefix == 'E' || prefix == 'N' || prefix == 'B' || prefix == 'X') {
        return readQuoted('\'', prefix == 'E' || mySqlStrings, SqlTokenType.LITERAL);
      }
    }
    return SqlTokenType.WORD;
  }

  private SqlTokenType readQuoted(char quote, boolean backslashEscapes, SqlTokenType result) {
    position++;
    while (position < sql.length()) {
      char c = sql.charAt(position);
      if (c == '\\' && backslashEscapes) {
        position += 2;
      } else if (c != quote) {
        position++;
      } else if (peek(1) == quote) {
        position += 2;
      } else {
        position++;
        return result;
      }
    }
    position = sql.length();
    return result;
  }

  /** A placeholder {@code $1}, a dollar quote {@code $tag$…$tag$}, or the character itself. */
  private SqlTokenType readDollar() {
    int i = position + 1;
    if (isDigit(peek(1))) {
      while (i < sql.length() && isDigit(sql.charAt(i))) {
        i++;
      }
      position = i;
      return SqlTokenType.PARAMETER;
    }
    while (i < sql.length() && isWordPart(sql.charAt(i)) && sql.charAt(i) != '$') {
      i++;
    }
    if (i >= sql.length() || sql.charAt(i) != '$') {
      position++;
      return SqlTokenType.SYMBOL;
    }
    String tag = sql.substring(position, i + 1);
    int end = sql.indexOf(tag, i + 1);
    position = end < 0 ? sql.length() : end + tag.length();
    return SqlTokenType.LITERAL;
  }

  private SqlTokenType readNumber() {
    while (position < sql.length()) {
      char c = sql.charAt(position);
      boolean exponentSign =
          (c == '+' || c == '-') && Character.toUpperCase(before(position)) == 'E';
      if (!isWordPart(c) && c != '.' && !exponentSign) {
        break;
      }
      position++;
    }
    return SqlTokenType.LITERAL;
  }

  private void skipWord() {
    while (position < sql.length() && isWordPart(sql.charAt(position))) {
      position++;
    }
  }

  private void skipSpaceAndComments() {
    while (position < sql.length()) {
      char c = sql.charAt(position);
      if (Character.isWhitespace(c)) {
        position++;
      } else if (c == '-' && peek(1) == '-') {
        int end = sql.indexOf('\n', position);
        position = end < 0 ? sql.length() : end + 1;
      } else if (c == '/' && peek(1) == '*') {
        skipBlockComment();
      } else {
        return;
      }
    }
  }

  private void skipBlockComment() {
    int depth = 0;
    while (position < sql.length()) {
      if (sql.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (sql.startsWith("*/", position)) {
        depth--;
        position += 2;
        if (depth == 0) {
          return;
        }
      } else {
        position++;
      }
    }
  }

  private char peek(int offset) {
    int i = position + offset;
    return i < sql.length() ? sql.charAt(i) : '\0';
  }

  private char before(int i) {
    return i > 0 ? sql.charAt(i - 1) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return c == '_' || Character.isLetter(c);
  }

  private static boolean isWordPart(char c) {
    return c == '_' || c == '$' || Character.isLetterOrDigit(c);
  }
}
