package io.choicesherpa.console.logql;

import java.util.ArrayList;
import java.util.List;

/** Divides a query into words. */
final class Lexer {

  private static final List<String> SYMBOLS =
      List.of(
          "|=", "|~", "|>", "!=", "!~", "!>", "=~", "==", ">=", "<=", "{", "}", "(", ")", "[", "]",
          ",", "=", "|", ">", "<", "+", "-", "*", "/", "%", "^");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String query) {
    Lexer lexer = new Lexer(query);
    lexer.readAll();
    return lexer.tokens;
  }

  private void readAll() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        line++;
        lineStart = at;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else if (c == '"' || c == '`') {
        string(c);
      } else if (isDigit(c)
          || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
        quantity();
      } else if (isNameStart(c)) {
        name();
      } else {
        symbol();
      }
    }
    add(Token.Kind.END, "", at);
  }

  private void add(Token.Kind kind, String word, int start) {
    tokens.add(new Token(kind, word, line, start - lineStart + 1));
  }

  private LogQlException error(String reason) {
    return new LogQlException(line, at - lineStart + 1, reason);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private void name() {
    int start = at;
    while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    add(Token.Kind.NAME, text.substring(start, at), start);
  }

  private void quantity() {
    int start = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean signOfExponent =
          (c == '-' || c == '+')
              && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E')
              && at + 1 < text.length()
              && isDigit(text.charAt(at + 1));
      if (!isDigit(c) && !isNameStart(c) && c != '.' && c != 'µ' && !signOfExponent) {
        break;
      }
      at++;
    }
    add(Token.Kind.QUANTITY, text.substring(start, at), start);
  }

  private void symbol() {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        add(Token.Kind.SYMBOL, symbol, at);
        at += symbol.length();
        return;
      }
    }
    throw error("unexpected character " + described(text.codePointAt(at)));
  }

  private static String described(int codePoint) {
    return Character.isISOControl(codePoint)
        ? String.format("U+%04X", codePoint)
        : "\"" + Character.toString(codePoint) + "\"";
  }

  private void string(char quote) {
    int start = at;
    int startLine = line;
    int startColumn = at - lineStart + 1;
    StringBuilder value = new StringBuilder();
    at++;
    while (true) {
      if (at >= text.length() || (quote == '"' && text.charAt(at) == '\n')) {
        throw new LogQlException(startLine, startColumn, "the string is not closed");
      }
      char c = text.charAt(at++);
      if (c == quote) {
        break;
      }
      if (c == '\\' && quote == '"') {
        escape(value);
      } else {
        if (c == '\n') {
          line++;
          lineStart = at;
        }
        value.append(c);
      }
    }
    tokens.add(new Token(Token.Kind.STRING, value.toString(), startLine, startColumn));
    if (start == at) {
      throw error("the string is not closed");
    }
  }

  private void escape(StringBuilder value) {
    if (at >= text.length()) {
      throw error("the string is not closed");
    }
    char c = text.charAt(at++);
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'a' -> value.append((char) 7);
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'v' -> value.append((char) 11);
      case '\\', '"', '\'' -> value.append(c);
      case 'x' -> code(value, 2);
      case 'u' -> code(value, 4);
      case 'U' -> code(value, 8);
      default -> throw error("unknown escape \\" + c + "; in backquotes nothing is escaped");
    }
  }

  private void code(StringBuilder value, int digits) {
    try {
      int codePoint = Integer.parseInt(text, at, Math.min(text.length(), at + digits), 16);
      value.appendCodePoint(codePoint);
      at += digits;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw error("the escape wants " + digits + " hexadecimal digits of a character");
    }
  }
}
