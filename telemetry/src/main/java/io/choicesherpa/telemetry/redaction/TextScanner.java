package io.choicesherpa.telemetry.redaction;

/**
 * Finds secrets in running text in one pass, without regular expressions. Each rule hangs on a
 * character that is rare in clean text and looks around from there, at most a bounded way back, so
 * that hostile text costs no more than linear time.
 */
final class TextScanner {
  private static final boolean[] TRIGGERS = new boolean[128];

  static {
    for (char c : "@%:=-_JBbKz0123456789".toCharArray()) {
      TRIGGERS[c] = true;
    }
  }

  private TextScanner() {}

  /** The first secret that starts at or after {@code from}, or {@link Match#NONE}. */
  static long find(String text, int from) {
    int length = text.length();
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (c < 128 && TRIGGERS[c]) {
        long match = look(text, c, i, from);
        if (match != Match.NONE) {
          return match;
        }
        if (Chars.isDigit(c)) {
          // Of a number only the first digit is looked at.
          while (Chars.isDigitAt(text, i + 1)) {
            i++;
          }
        }
      }
    }
    return Match.NONE;
  }

  private static long look(String text, char c, int i, int from) {
    return switch (c) {
      case '@' -> PersonalRules.email(text, i, 1, from);
      case '%' -> text.startsWith("40", i + 1) ? PersonalRules.email(text, i, 3, from) : Match.NONE;
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
      default -> PersonalRules.card(text, i, from);
    };
  }

  /** Of an address, or between a name and its value. */
  private static long colon(String text, int i, int from) {
    long credentials = UrlRules.credentials(text, i);
    return credentials != Match.NONE || text.startsWith("//", i + 1)
        ? credentials
        : AssignmentRule.match(text, i, from);
  }
}
