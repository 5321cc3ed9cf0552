package io.choicesherpa.telemetry.redaction;

/** Credentials inside of addresses. */
final class UrlRules {
  private static final String ORACLE = "jdbc:oracle:thin";

  private UrlRules() {}

  /**
   * The user and password of {@code scheme://user:password@host} (RFC 3986, section 3.2.1) or of
   * {@code jdbc:oracle:thin:user/password@host}; {@code i} is at the colon.
   */
  static long credentials(String text, int i) {
    if (text.startsWith("//", i + 1)) {
      int start = i + 3;
      int end = start;
      int sign = -1;
      while (end < text.length() && !endsAuthority(text.charAt(end))) {
        if (text.charAt(end) == '@') {
          sign = end;
        }
        end++;
      }
      return sign > start && !isReplaced(text, start, sign) ? Match.of(start, sign) : Match.NONE;
    }
    int prefix = i - ORACLE.length();
    if (prefix >= 0 && text.regionMatches(true, prefix, ORACLE, 0, ORACLE.length())) {
      int sign = text.indexOf('@', i);
      return sign > i + 1 && !isReplaced(text, i + 1, sign) ? Match.of(i + 1, sign) : Match.NONE;
    }
    return Match.NONE;
  }

  private static boolean isReplaced(String text, int start, int end) {
    return end - start == Redactor.REPLACEMENT.length()
        && text.startsWith(Redactor.REPLACEMENT, start);
  }

  private static boolean endsAuthority(char c) {
    return c <= ' ' || "/?#\"'<>".indexOf(c) >= 0;
  }
}
