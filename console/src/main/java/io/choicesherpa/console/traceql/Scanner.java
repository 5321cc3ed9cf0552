package io.choicesherpa.console.traceql;

import java.util.List;

/** Reads a query piece by piece; spaces between pieces do not count. */
final class Scanner {

  private static final List<String> COMPARISONS =
      List.of("=~", "!~", "!=", ">=", "<=", "=", ">", "<");

  private final String text;
  private int at;
  private int last;

  Scanner(String text) {
    this.text = text;
    skipSpace();
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  boolean atEnd() {
    return at >= text.length();
  }

  boolean peek(String symbol) {
    return text.startsWith(symbol, at);
  }

  boolean take(String symbol) {
    if (!peek(symbol)) {
      return false;
    }
    move(symbol.length());
    return true;
  }

  /** Takes a word that no other letter follows. */
  boolean takeWord(String word) {
    int end = at + word.length();
    boolean whole = peek(word) && (end >= text.length() || !isNamePart(text.charAt(end)));
    if (whole) {
      move(word.length());
    }
    return whole;
  }

  private void move(int length) {
    last = at;
    at += length;
    skipSpace();
  }

  void expect(String symbol) {
    if (!take(symbol)) {
      throw error("unexpected " + described() + ", expected \"" + symbol + "\"");
    }
  }

  /** A comparison's sign; empty when there is none. */
  String comparison() {
    for (String op : COMPARISONS) {
      if (take(op)) {
        return op;
      }
    }
    return "";
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || "._-:/".indexOf(c) >= 0;
  }

  /** A field's name; a part of it may stand in quotes. */
  String fieldName() {
    int end = at;
    StringBuilder name = new StringBuilder();
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == '"' && name.length() > 0 && name.charAt(name.length() - 1) == '.') {
        int close = text.indexOf('"', end + 1);
        if (close < 0) {
          throw error("the string is not closed");
        }
        name.append(text, end + 1, close);
        end = close + 1;
      } else if (isNamePart(c)) {
        name.append(c);
        end++;
      } else {
        break;
      }
    }
    move(end - at);
    return name.toString();
  }

  /** Letters, digits, points and signs; empty when something else stands there. */
  String word() {
    int end = at;
    while (end < text.length() && (isNamePart(text.charAt(end)) || text.charAt(end) == 'µ')) {
      end++;
    }
    String word = text.substring(at, end);
    move(end - at);
    return word;
  }

  String string() {
    char quote = atEnd() ? ' ' : text.charAt(at);
    if (quote != '"' && quote != '`') {
      throw error("unexpected " + described() + ", expected a string");
    }
    StringBuilder value = new StringBuilder();
    int end = at + 1;
    while (true) {
      if (end >= text.length()) {
        throw error("the string is not closed");
      }
      char c = text.charAt(end++);
      if (c == quote) {
        break;
      }
      if (c == '\\' && quote == '"' && end < text.length()) {
        char escaped = text.charAt(end++);
        value.append(
            switch (escaped) {
              case 'n' -> "\n";
              case 't' -> "\t";
              case '"', '\\' -> String.valueOf(escaped);
              default -> throw error("unknown escape \\" + escaped);
            });
      } else {
        value.append(c);
      }
    }
    move(end - at);
    return value.toString();
  }

  /** What stands here, for a message. */
  String described() {
    return atEnd() ? "the end" : "\"" + Character.toString(text.codePointAt(at)) + "\"";
  }

  TraceQlException error(String reason) {
    return error(at, reason);
  }

  /** About the piece that was read last. */
  TraceQlException errorBefore(String reason) {
    return error(last, reason);
  }

  private TraceQlException error(int place, String reason) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < place && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new TraceQlException(line, place - lineStart + 1, reason);
  }
}
