package io.choicesherpa.telemetry.redaction;

/**
 * Finds secrets in running text in one pass, without regular expressions. Each rule hangs on a
 * character that is rare in clean text and looks around from there, at most a bounded way back, so
 * that hostile text costs no more than linear time. Only where {@link Hints} see a chance of it are
 * the rules asked at all.
 */
final class TextScanner {
  private TextScanner() {}

  /** The first secret that starts at or after {@code from}, or {@link Match#NONE}. */
  static long find(String text, int from) {
    int length = text.length();
    long state = Hints.START;
    int looked = from;
    for (int i = from; i < length; i++) {
      state = Hints.next(state, text.charAt(i));
      if (Hints.ofSecret(state)) {
        long match = look(text, Math.max(looked, i - Hints.BEHIND), i, from);
        if (match != Match.NONE) {
          return match;
        }
        looked = i + 1;
      }
    }
    return Match.NONE;
  }

  /**
   * Whether the text is printable ASCII that JSON need not escape, and nothing in it even hints at
   * a secret. If not, it may still be clean.
   */
  static boolean isPlain(String text) {
    int length = text.length();
    long state = Hints.START;
    for (int i = 0; i < length; i++) {
      state = Hints.next(state, text.charAt(i));
      if (Hints.ofAnything(state)) {
        return false;
      }
    }
    return true;
  }

  /**
   * What the rules find that hang on one of the characters up to {@code last}, inclusive, hints or
   * not.
   */
  static long look(String text, int first, int last, int from) {
    for (int i = first; i <= last; i++) {
      long match = look(text, text.charAt(i), i, from);
      if (match != Match.NONE) {
        return match;
      }
    }
    return Match.NONE;
  }

  private static long look(String text, char c, int i, int from) {
    return switch (c) {
      case '@' -> PersonalRules.email(text, i, 1, from);
      case '%' -> percent(text, i, from);
      case 'D', 'd' ->
          text.startsWith("\\u003", i - 5)
              ? AssignmentRule.matchEscaped(text, i - 5, 6, from)
              : Match.NONE;
      case ':' -> colon(text, i, from);
      case '=' -> AssignmentRule.match(text, i, from);
      case '-' -> {
        long pem = TokenRules.privateKey(text, i);
        yield pem != Match.NONE ? pem : TokenRules.prefixed(text, i, from);
      }
      case '_' -> TokenRules.prefixed(text, i, from);
      case 'J' -> TokenRules.jwt(text, i, from);
      case 'B', 'b' -> TokenRules.scheme(text, i, from);
      case 'K' -> TokenRules.awsKey(text, i, from);
      case 'z' -> TokenRules.googleKey(text, i, from);
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> PersonalRules.card(text, i, from);
      default -> Match.NONE;
    };
  }

  /** A sign as it is written within an address. */
  private static long percent(String text, int i, int from) {
    if (text.startsWith("40", i + 1)) {
      return PersonalRules.email(text, i, 3, from);
    }
    return text.startsWith("3D", i + 1) || text.startsWith("3d", i + 1)
        ? AssignmentRule.matchEscaped(text, i, 3, from)
        : Match.NONE;
  }

  /** Of an address, or between a name and its value. */
  private static long colon(String text, int i, int from) {
    long credentials = UrlRules.credentials(text, i);
    return credentials != Match.NONE || text.startsWith("//", i + 1)
        ? credentials
        : AssignmentRule.match(text, i, from);
  }
}
