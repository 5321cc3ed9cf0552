package io.choicesherpa.promql.parser;

/** What counts as a word; keywords and number signs are ASCII, whatever names may be. */
final class Words {

  private Words() {}

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** Whether {@code name} can stand without quotes where a label is expected. */
  static boolean isLabelName(String name) {
    return isWord(name, false);
  }

  /** Whether {@code name} can stand without quotes where a metric is expected. */
  static boolean isMetricName(String name) {
    return isWord(name, true);
  }

  private static boolean isWord(String name, boolean colons) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isLetter(c) && !(i > 0 && isDigit(c)) && !(colons && c == ':')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Equal but for the case of ASCII letters. */
  static boolean equalsIgnoringCase(String text, String lowerCase) {
    if (text.length() != lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char lower = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
      if (lower != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
