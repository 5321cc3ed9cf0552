package io.choicesherpa.telemetry.redaction;

/** Classes of characters that the rules share. Positions outside of the text belong to none. */
final class Chars {
  private Chars() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isAlphanumeric(char c) {
    return isDigit(c) || isAsciiLetter(c);
  }

  /** Base64url, the alphabet of tokens. */
  static boolean isToken(char c) {
    return isAlphanumeric(c) || c == '_' || c == '-';
  }

  static boolean isTokenAt(String text, int i) {
    return i >= 0 && i < text.length() && isToken(text.charAt(i));
  }

  /**
   * Whether a token character stands before {@code start} that is not the end of an escape, as in
   * {@code %3D}, {@code \\n} or {@code \\u003d}.
   */
  static boolean isWithinWord(String text, int start) {
    if (!isTokenAt(text, start - 1)) {
      return false;
    }
    boolean escape =
        (start >= 3 && text.charAt(start - 3) == '%')
            || (start >= 2 && text.charAt(start - 2) == '\\')
            || (start >= 6 && text.startsWith("\\u", start - 6));
    return !escape;
  }

  static boolean isDigitAt(String text, int i) {
    return i >= 0 && i < text.length() && isDigit(text.charAt(i));
  }

  /** The first position at or after {@code from} that holds no token character. */
  static int tokenEnd(String text, int from) {
    int i = from;
    while (i < text.length() && isToken(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
