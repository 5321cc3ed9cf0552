package io.choicesherpa.telemetry.jdbc;

/**
 * SQL without data: literals become {@code ?}, comments and line breaks go, lists of values in
 * {@code IN (…)} become one {@code ?}, and the length is bounded. Not thread-safe.
 */
final class SqlText {

  static final int MAX_CHARS = 2_000;

  private final StringBuilder text = new StringBuilder();
  private boolean afterIn;
  private boolean inList;
  private boolean listHasValue;

  /** Takes the token on which the tokenizer stands; false when there is no room for more. */
  boolean add(SqlTokenizer token) {
    if (inList && isFurtherValue(token)) {
      return true;
    }
    String shown =
        token.type() == SqlTokenType.LITERAL || token.type() == SqlTokenType.PARAMETER
            ? "?"
            : token.text();
    if (text.length() + shown.length() >= MAX_CHARS) {
      text.append('…');
      return false;
    }
    if (token.spaceBefore() && !text.isEmpty()) {
      text.append(' ');
    }
    text.append(shown);
    followList(token);
    return true;
  }

  private boolean isFurtherValue(SqlTokenizer token) {
    boolean value = token.type() == SqlTokenType.LITERAL || token.type() == SqlTokenType.PARAMETER;
    boolean comma = token.type() == SqlTokenType.SYMBOL && token.symbol() == ',';
    if (!value && !comma) {
      inList = false;
      return false;
    }
    if (value && !listHasValue) {
      listHasValue = true;
      return false;
    }
    return true;
  }

  private void followList(SqlTokenizer token) {
    if (afterIn) {
      inList = token.type() == SqlTokenType.SYMBOL && token.symbol() == '(';
      listHasValue = false;
    }
    afterIn = token.type() == SqlTokenType.WORD && token.text().equalsIgnoreCase("IN");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
