package io.choicesherpa.telemetry.errors;

/** How long the texts of a report may be. */
final class Texts {

  static final int MESSAGE_CHARS = 4096;
  static final int VALUE_CHARS = 1024;

  /** A longer word is cut all the same. */
  private static final int WORD_CHARS = 512;

  private Texts() {}

  /**
   * The text, or its beginning, where it is not redacted yet: no word is cut, since half an address
   * or key has no form by which it could be found.
   */
  static String beginning(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    for (int end = maxChars; end > maxChars - WORD_CHARS; end--) {
      if (Character.isWhitespace(text.charAt(end))) {
        return text.substring(0, end) + "…";
      }
    }
    return bounded(text, maxChars);
  }

  /** The text, or its beginning; no surrogate pair is torn. */
  static String bounded(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int cut = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, cut) + "…";
  }
}
