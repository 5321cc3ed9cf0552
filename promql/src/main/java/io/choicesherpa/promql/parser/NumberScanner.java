package io.choicesherpa.promql.parser;

/**
 * Finds where a number or a duration ends. Numbers are decimal, hexadecimal, octal or with a point
 * and an exponent, underscores between digits; what is found may still be too large or no number at
 * all, such as {@code 0x}.
 */
final class NumberScanner {

  private final String text;

  NumberScanner(String text) {
    this.text = text;
  }

  /** The end of the number that starts at {@code start}; -1 when there is none. */
  int endOfNumber(int start) {
    int at = start;
    boolean hex = charAt(at) == '0' && (charAt(at + 1) == 'x' || charAt(at + 1) == 'X');
    if (hex) {
      at += 2;
    }
    boolean point = false;
    boolean exponent = false;
    while (true) {
      int c = charAt(at);
      if (isDigit(c, hex)) {
        at++;
      } else if (c == '_') {
        if (!isDigit(charAt(at + 1), hex)) {
          return -1;
        }
        at++;
      } else if (c == '.') {
        if (point || exponent || hex || charAt(at + 1) == '_') {
          return -1;
        }
        point = true;
        at++;
      } else if (c == 'e' || c == 'E') {
        if (exponent) {
          return -1;
        }
        exponent = true;
        at++;
        if (charAt(at) == '+' || charAt(at) == '-') {
          at++;
        }
        if (!Words.isDigit(charAt(at))) {
          return -1;
        }
      } else {
        break;
      }
    }
    return at == start || Words.isLetter(charAt(at)) || charAt(at) == '.' ? -1 : at;
  }

  /** The end of the duration that starts at {@code start}; -1 when there is none. */
  int endOfDuration(int start) {
    int at = start;
    while (Words.isDigit(charAt(at))) {
      int digits = at;
      while (Words.isDigit(charAt(digits))) {
        digits++;
      }
      if ("smhdwy".indexOf(charAt(digits)) < 0) {
        return -1;
      }
      at = digits + (charAt(digits) == 'm' && charAt(digits + 1) == 's' ? 2 : 1);
    }
    return at == start || Words.isLetter(charAt(at)) || charAt(at) == '.' ? -1 : at;
  }

  private static boolean isDigit(int c, boolean hex) {
    return Words.isDigit(c) || (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
  }

  private int charAt(int index) {
    return index < text.length() ? text.charAt(index) : -1;
  }
}
