package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.PositionRange;

/** A word or sign of an expression, as it stands in the text. */
record Token(TokenKind kind, String text, int start, int end) {

  private static final int MAX_SHOWN_CHARS = 40;

  PositionRange position() {
    return new PositionRange(start, end);
  }

  /** Whether it is this keyword; their case does not matter. */
  boolean is(String keyword) {
    return kind == TokenKind.NAME && Words.equalsIgnoringCase(text, keyword);
  }

  /** For messages. */
  String description() {
    String shown =
        text.length() > MAX_SHOWN_CHARS ? text.substring(0, MAX_SHOWN_CHARS) + "…" : text;
    return switch (kind) {
      case END -> kind.word();
      case NAME, COLON_NAME, NUMBER, DURATION, STRING -> kind.word() + " " + shown;
      default -> "\"" + shown + "\"";
    };
  }
}
