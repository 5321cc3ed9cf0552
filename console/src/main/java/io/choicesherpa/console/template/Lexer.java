package io.choicesherpa.console.template;

import io.choicesherpa.console.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a template into tokens. */
final class Lexer {

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) throws TemplateException {
    Lexer lexer = new Lexer(text);
    lexer.run();
    return lexer.tokens;
  }

  private void run() throws TemplateException {
    boolean trimStart = false;
    while (true) {
      int open = text.indexOf(OPEN, at);
      int end = open < 0 ? text.length() : open;
      boolean trimEnd = open >= 0 && trimsBefore(open);
      outside(text.substring(at, end), trimStart, trimEnd);
      if (open < 0) {
        tokens.add(new Token(Kind.END_OF_TEXT, "", line, false));
        return;
      }
      at = open + (trimEnd ? 3 : 2);
      trimStart = isComment() ? comment() : action();
    }
  }

  private boolean trimsBefore(int open) {
    return open + 3 < text.length()
        && text.charAt(open + 2) == '-'
        && isBlank(text.charAt(open + 3));
  }

  private void outside(String part, boolean trimStart, boolean trimEnd) {
    int from = 0;
    int to = part.length();
    while (trimStart && from < to && isBlank(part.charAt(from))) {
      from++;
    }
    while (trimEnd && to > from && isBlank(part.charAt(to - 1))) {
      to--;
    }
    if (from < to) {
      tokens.add(new Token(Kind.OUTSIDE, part.substring(from, to), line, false));
    }
    countLines(part);
  }

  private boolean isComment() {
    int start = at;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    return text.startsWith("/*", start);
  }

  private boolean comment() throws TemplateException {
    int end = text.indexOf("*/", at);
    int close = end < 0 ? -1 : text.indexOf(CLOSE, end);
    if (close < 0) {
      throw new TemplateException(line, "a comment is not closed");
    }
    String between = text.substring(end + 2, close).strip();
    if (!between.isEmpty() && !between.equals("-")) {
      throw new TemplateException(line, "something follows a comment: " + between);
    }
    countLines(text.substring(at, close));
    at = close + 2;
    return between.equals("-");
  }

  /** Reads up to and with the closing braces; tells whether they trim what follows. */
  private boolean action() throws TemplateException {
    tokens.add(new Token(Kind.OPEN, OPEN, line, false));
    while (true) {
      boolean space = skipBlanks();
      if (at >= text.length()) {
        throw new TemplateException(line, "an action is not closed with }}");
      }
      if (text.startsWith(CLOSE, at)) {
        add(Kind.CLOSE, CLOSE, 2, space);
        return false;
      }
      if (space && text.startsWith("-}}", at)) {
        add(Kind.CLOSE, CLOSE, 3, true);
        return true;
      }
      token(space);
    }
  }

  private void token(boolean space) throws TemplateException {
    char c = text.charAt(at);
    switch (c) {
      case '|' -> add(Kind.PIPE, "|", 1, space);
      case ',' -> add(Kind.COMMA, ",", 1, space);
      case '(' -> add(Kind.LEFT, "(", 1, space);
      case ')' -> add(Kind.RIGHT, ")", 1, space);
      case '=' -> add(Kind.ASSIGN, "=", 1, space);
      case ':' -> {
        if (!text.startsWith(":=", at)) {
          throw new TemplateException(line, "expected := but found \":\"");
        }
        add(Kind.DECLARE, ":=", 2, space);
      }
      case '"' -> quoted(space);
      case '`' -> raw(space);
      case '$' -> named(Kind.VARIABLE, space);
      case '.' -> dot(space);
      default -> other(c, space);
    }
  }

  private void dot(boolean space) {
    if (at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
      number(space);
    } else if (at + 1 < text.length() && isWordPart(text.charAt(at + 1))) {
      named(Kind.FIELD, space);
    } else {
      add(Kind.DOT, ".", 1, space);
    }
  }

  private void other(char c, boolean space) throws TemplateException {
    if (isDigit(c) || ((c == '-' || c == '+') && nextIsNumber())) {
      number(space);
    } else if (isWordPart(c)) {
      String word = text.substring(at, endOfWord(at));
      add(Kind.WORD, word, word.length(), space);
    } else {
      throw new TemplateException(line, "unexpected character \"" + c + "\" in an action");
    }
  }

  private boolean nextIsNumber() {
    return at + 1 < text.length() && (isDigit(text.charAt(at + 1)) || text.charAt(at + 1) == '.');
  }

  /** A sign before the name, which is left out. */
  private void named(Kind kind, boolean space) {
    int end = endOfWord(at + 1);
    tokens.add(new Token(kind, text.substring(at + 1, end), line, space));
    at = end;
  }

  private void number(boolean space) {
    int end = at + 1;
    while (end < text.length() && isNumberPart(end)) {
      end++;
    }
    add(Kind.NUMBER, text.substring(at, end), end - at, space);
  }

  private boolean isNumberPart(int index) {
    char c = text.charAt(index);
    boolean exponentSign =
        (c == '-' || c == '+') && Character.toLowerCase(text.charAt(index - 1)) == 'e';
    return isWordPart(c) || c == '.' || exponentSign;
  }

  private void quoted(boolean space) throws TemplateException {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length() || text.charAt(end) != '"') {
      throw new TemplateException(line, "a text is not closed");
    }
    String value = Escapes.read(text.substring(at + 1, end), line);
    add(Kind.STRING, value, end + 1 - at, space);
  }

  private void raw(boolean space) throws TemplateException {
    int end = text.indexOf('`', at + 1);
    if (end < 0) {
      throw new TemplateException(line, "a raw text is not closed");
    }
    String value = text.substring(at + 1, end);
    add(Kind.STRING, value, end + 1 - at, space);
    countLines(value);
  }

  private void add(Kind kind, String value, int length, boolean space) {
    tokens.add(new Token(kind, value, line, space));
    at += length;
  }

  private boolean skipBlanks() {
    int start = at;
    while (at < text.length() && isBlank(text.charAt(at))) {
      line += text.charAt(at) == '\n' ? 1 : 0;
      at++;
    }
    return at > start;
  }

  private int endOfWord(int from) {
    int end = from;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private void countLines(String part) {
    line += (int) part.chars().filter(c -> c == '\n').count();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
