package io.choicesherpa.promql.parser;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an expression into tokens. Words mean other things within braces and brackets, hence it
 * knows which are open. After the first thing that it cannot read it ends with an error token: the
 * parser may find an earlier fault, which is then the one to report.
 */
final class Lexer {

  private final String text;
  private final boolean unicodeNames;
  private final NumberScanner numbers;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Integer> openParentheses = new ArrayDeque<>();

  private int at;
  private int openBrace = -1;
  private int openBracket = -1;

  private Lexer(String text, boolean unicodeNames) {
    this.text = text;
    this.unicodeNames = unicodeNames;
    numbers = new NumberScanner(text);
  }

  /** The tokens, the last of which is an end or an error. */
  static List<Token> tokens(String text, boolean unicodeNames) {
    Lexer lexer = new Lexer(text, unicodeNames);
    boolean more = true;
    while (more) {
      Token token = lexer.next();
      lexer.tokens.add(token);
      more = token.kind() != TokenKind.END && token.kind() != TokenKind.ERROR;
    }
    return lexer.tokens;
  }

  private Token next() {
    skipSpaceAndComments();
    if (at >= text.length()) {
      return end();
    }
    char c = text.charAt(at);
    if (c == '"' || c == '\'' || c == '`') {
      return string(c);
    }
    if (openBrace < 0 && (Words.isDigit(c) || (c == '.' && Words.isDigit(charAt(at + 1))))) {
      return number();
    }
    if (isNameStart(at) || (c == ':' && openBrace < 0 && openBracket < 0)) {
      return word();
    }
    return sign(c);
  }

  private Token end() {
    if (openBrace >= 0) {
      return error("unclosed left brace", openBrace);
    }
    Integer parenthesis = openParentheses.peek();
    if (parenthesis != null) {
      return error("unclosed left parenthesis", parenthesis);
    }
    if (openBracket >= 0) {
      return error("unclosed left bracket", openBracket);
    }
    return new Token(TokenKind.END, "", at, at);
  }

  private void skipSpaceAndComments() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else if (Words.isSpace(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  private Token string(char quote) {
    int start = at;
    int i = at + 1;
    while (i < text.length() && text.charAt(i) != quote) {
      char c = text.charAt(i);
      if (c == '\n' && quote != '`') {
        return error("unterminated string", start);
      }
      i += c == '\\' && quote != '`' ? 2 : 1;
    }
    if (i >= text.length()) {
      return error("unterminated string", start);
    }
    return token(TokenKind.STRING, i + 1);
  }

  private Token number() {
    int number = numbers.endOfNumber(at);
    if (number > 0) {
      return token(TokenKind.NUMBER, number);
    }
    int duration = numbers.endOfDuration(at);
    if (duration > 0) {
      return token(TokenKind.DURATION, duration);
    }
    int end = at;
    while (Words.isLetter(charAt(end)) || Words.isDigit(charAt(end)) || charAt(end) == '.') {
      end++;
    }
    return error("bad number or duration: " + text.substring(at, end), at);
  }

  private Token word() {
    int end = at;
    boolean colon = false;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      boolean isColon = c == ':' && openBrace < 0 && openBracket < 0;
      colon |= isColon;
      if (!isColon && !isNameStart(end) && !Words.isDigit(c) && !(unicodeNames && c == '.')) {
        break;
      }
      end += Character.charCount(c);
    }
    String word = text.substring(at, end);
    if (openBrace < 0
        && (Words.equalsIgnoringCase(word, "inf") || Words.equalsIgnoringCase(word, "nan"))) {
      return token(TokenKind.NUMBER, end);
    }
    return token(colon ? TokenKind.COLON_NAME : TokenKind.NAME, end);
  }

  private boolean isNameStart(int index) {
    if (index >= text.length()) {
      return false;
    }
    int c = text.codePointAt(index);
    return Words.isLetter(c) || (unicodeNames && c >= 0x80 && Character.isLetter(c));
  }

  private Token sign(char c) {
    @Nullable TokenKind two =
        openBrace >= 0 ? twoInBraces(c, charAt(at + 1)) : two(c, charAt(at + 1));
    if (two != null) {
      return token(two, at + 2);
    }
    @Nullable TokenKind one = openBrace >= 0 ? oneInBraces(c) : one(c);
    if (one == null) {
      int end = at + Character.charCount(text.codePointAt(at));
      return error("unexpected character: '" + text.substring(at, end) + "'", at);
    }
    String fault = nesting(one);
    return fault == null ? token(one, at + 1) : error(fault, at);
  }

  private static @Nullable TokenKind twoInBraces(char c, int next) {
    return switch (c) {
      case '=' -> next == '~' ? TokenKind.MATCHES : null;
      case '!' -> next == '~' ? TokenKind.MATCHES_NOT : next == '=' ? TokenKind.NOT_EQUAL : null;
      default -> null;
    };
  }

  private static @Nullable TokenKind two(char c, int next) {
    return switch (c) {
      case '=' -> next == '=' ? TokenKind.EQUAL : null;
      case '!' -> next == '=' ? TokenKind.NOT_EQUAL : null;
      case '<' -> next == '=' ? TokenKind.LESS_OR_EQUAL : next == '/' ? TokenKind.TRIM_UPPER : null;
      case '>' ->
          next == '=' ? TokenKind.GREATER_OR_EQUAL : next == '/' ? TokenKind.TRIM_LOWER : null;
      default -> null;
    };
  }

  private static @Nullable TokenKind oneInBraces(char c) {
    return switch (c) {
      case ',' -> TokenKind.COMMA;
      case '=' -> TokenKind.ASSIGN;
      case '{' -> TokenKind.LEFT_BRACE;
      case '}' -> TokenKind.RIGHT_BRACE;
      default -> null;
    };
  }

  private static @Nullable TokenKind one(char c) {
    return switch (c) {
      case ',' -> TokenKind.COMMA;
      case ':' -> TokenKind.COLON;
      case '@' -> TokenKind.AT;
      case '=' -> TokenKind.ASSIGN;
      case '<' -> TokenKind.LESS;
      case '>' -> TokenKind.GREATER;
      case '+' -> TokenKind.ADD;
      case '-' -> TokenKind.SUBTRACT;
      case '*' -> TokenKind.MULTIPLY;
      case '/' -> TokenKind.DIVIDE;
      case '%' -> TokenKind.MODULO;
      case '^' -> TokenKind.POWER;
      case '(' -> TokenKind.LEFT_PARENTHESIS;
      case ')' -> TokenKind.RIGHT_PARENTHESIS;
      case '[' -> TokenKind.LEFT_BRACKET;
      case ']' -> TokenKind.RIGHT_BRACKET;
      case '{' -> TokenKind.LEFT_BRACE;
      case '}' -> TokenKind.RIGHT_BRACE;
      default -> null;
    };
  }

  /** Keeps track of what is open; null unless {@code kind} does not fit. */
  private @Nullable String nesting(TokenKind kind) {
    switch (kind) {
      case LEFT_PARENTHESIS -> openParentheses.push(at);
      case RIGHT_PARENTHESIS -> {
        if (openParentheses.poll() == null) {
          return "unexpected right parenthesis";
        }
      }
      case LEFT_BRACE -> {
        if (openBrace >= 0) {
          return "unexpected left brace within braces";
        }
        openBrace = at;
      }
      case RIGHT_BRACE -> {
        if (openBrace < 0) {
          return "unexpected right brace";
        }
        openBrace = -1;
      }
      case LEFT_BRACKET -> {
        if (openBracket >= 0) {
          return "unexpected left bracket within brackets";
        }
        openBracket = at;
      }
      case RIGHT_BRACKET -> {
        if (openBracket < 0) {
          return "unexpected right bracket";
        }
        openBracket = -1;
      }
      default -> {}
    }
    return null;
  }

  /** The character at an index; -1 past the end. */
  private int charAt(int index) {
    return index < text.length() ? text.charAt(index) : -1;
  }

  private Token token(TokenKind kind, int end) {
    Token token = new Token(kind, text.substring(at, end), at, end);
    at = end;
    return token;
  }

  private Token error(String message, int start) {
    return new Token(TokenKind.ERROR, message, start, Math.max(start, text.length()));
  }
}
