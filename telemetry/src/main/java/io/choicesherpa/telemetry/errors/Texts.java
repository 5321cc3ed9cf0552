package io.choicesherpa.telemetry.errors;

/** How long the texts of a report may be. */
final class Texts {

  static final int MESSAGE_CHARS = 4096;
  static final int VALUE_CHARS = 1024;

  private Texts() {}

  /** The text, or its beginning; no surrogate pair is torn. */
  static String bounded(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int cut = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, cut) + "…";
  }
}
