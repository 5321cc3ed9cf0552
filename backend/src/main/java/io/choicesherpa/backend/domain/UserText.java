package io.choicesherpa.backend.domain;

/** Rules for text that people write. */
final class UserText {

  /**
   * The text itself if it can be kept and said back unchanged.
   *
   * @param maxChars inclusive, in UTF-16 units
   * @throws InvalidInputException if it is blank, too long, or has a NUL or half a surrogate pair
   *     (PostgreSQL and UTF-8 have no place for these)
   */
  static String require(String field, String text, int maxChars) {
    if (text.isBlank()) {
      throw new InvalidInputException(field, "must not be blank");
    }
    if (text.length() > maxChars) {
      throw new InvalidInputException(
          field, "must have at most " + maxChars + " characters, not " + text.length());
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new InvalidInputException(field, "must not contain the character U+0000");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new InvalidInputException(field, "must not contain half of a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }

  private UserText() {}
}
