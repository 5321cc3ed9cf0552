package io.choicesherpa.telemetry.redaction;

import java.util.Locale;

/**
 * A rule of a service's own, beside the standard ones. Its forms are chosen so that the time they
 * take is linear in the text, whatever the text: no regular expressions. Immutable.
 *
 * @param kind where it looks
 * @param text the key's name, the prefix or the shape
 * @param action what becomes of what it finds
 */
public record RedactionRule(Kind kind, String text, RedactionAction action) {

  /** How a rule is written. */
  public static final String FORM =
      "key:NAME=drop, prefix:TEXT=hash or shape:KD-####=drop"
          + " (in shapes # is a digit, @ a letter, * either)";

  private static final int MAX_CHARS = 64;
  private static final int MIN_PREFIX_CHARS = 3;
  private static final int MIN_SHAPE_CHARS = 5;

  /** Where a rule looks. */
  public enum Kind {
    /** At values whose name ends in these words, however these are joined. */
    KEY,
    /** At words that begin so; letters, digits, {@code _} and {@code -} make a word. */
    PREFIX,
    /** At whole words of this length and form. */
    SHAPE
  }

  /** Checks the text for its kind. */
  public RedactionRule {
    boolean sound =
        text.length() <= MAX_CHARS
            && switch (kind) {
              case KEY -> text.chars().anyMatch(c -> Chars.isAlphanumeric((char) c)) && isKey(text);
              case PREFIX ->
                  text.length() >= MIN_PREFIX_CHARS
                      && text.chars().allMatch(c -> Chars.isToken((char) c));
              case SHAPE ->
                  text.length() >= MIN_SHAPE_CHARS && text.chars().allMatch(c -> c > 32 && c < 127);
            };
    if (!sound) {
      throw new IllegalArgumentException(
          switch (kind) {
            case KEY -> "a key is letters, digits, '.', '_' and '-', at most 64: " + text;
            case PREFIX -> "a prefix is 3 to 64 letters, digits, '_' and '-': " + text;
            case SHAPE -> "a shape is 5 to 64 printable ASCII characters: " + text;
          });
    }
  }

  /**
   * Reads {@code kind:text=action}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static RedactionRule parse(String rule) {
    int colon = rule.indexOf(':');
    int equals = rule.lastIndexOf('=');
    if (colon < 0 || equals < colon) {
      throw new IllegalArgumentException("not of the form " + FORM + ": " + rule);
    }
    return new RedactionRule(
        one(Kind.class, rule.substring(0, colon), rule),
        rule.substring(colon + 1, equals).trim(),
        one(RedactionAction.class, rule.substring(equals + 1), rule));
  }

  private static <E extends Enum<E>> E one(Class<E> type, String name, String rule) {
    for (E each : type.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name.trim().toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw new IllegalArgumentException("not of the form " + FORM + ": " + rule);
  }

  private static boolean isKey(String text) {
    return text.chars().allMatch(c -> Chars.isToken((char) c) || c == '.');
  }
}
