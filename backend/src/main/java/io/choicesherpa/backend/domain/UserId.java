package io.choicesherpa.backend.domain;

/**
 * Opaque id of a person, 1 to {@value #MAX_CHARS} of {@code [A-Za-z0-9_-]}. It goes to logs and
 * spans, hence no room for an e-mail address or a name with spaces.
 */
public record UserId(String value) {

  public static final int MAX_CHARS = 64;

  /**
   * Checks the characters.
   *
   * @throws InvalidInputException if {@code value} is empty, too long or has another character
   */
  public UserId {
    if (!isValid(value)) {
      throw new InvalidInputException(
          "user_id", "must be 1 to " + MAX_CHARS + " of A-Z, a-z, 0-9, '_' and '-'");
    }
  }

  private static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_CHARS) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
