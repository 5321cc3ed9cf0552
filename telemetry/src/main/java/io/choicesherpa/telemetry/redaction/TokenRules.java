package io.choicesherpa.telemetry.redaction;

import java.util.Arrays;

/** Credentials that show by their own form: API keys, JSON Web Tokens, private keys. */
final class TokenRules {
  private static final int MIN_KEY_CHARS = 16;
  private static final int MIN_SCHEME_TOKEN_CHARS = 6;
  private static final int OPAQUE_TOKEN_CHARS = 20;
  private static final int PEM_HEADER_CHARS = 48;
  private static final String[] NO_PREFIXES = {};

  private TokenRules() {}

  /** {@code sk-…}, {@code ghp_…} and their like; {@code i} is at the prefix's last character. */
  static long prefixed(String text, int i, int from) {
    if (i == from) {
      return Match.NONE;
    }
    char beforeSeparator = text.charAt(i - 1);
    for (String prefix : Prefixes.endingIn(beforeSeparator, text.charAt(i))) {
      int start = i + 1 - prefix.length();
      if (start >= from && text.startsWith(prefix, start) && !Chars.isWithinWord(text, start)) {
        int end = Chars.tokenEnd(text, i + 1);
        // "npm_config_registry" is a name, nothing but a key begins with "sk-".
        boolean random = beforeSeparator == 'k' || looksRandom(text, i + 1, end);
        if (end - i > MIN_KEY_CHARS && random) {
          return Match.of(start, end);
        }
      }
    }
    return Match.NONE;
  }

  /** {@code header.payload.signature}; {@code i} is at the J of {@code eyJ}. */
  static long jwt(String text, int i, int from) {
    int start = i - 2;
    if (start < from || !text.startsWith("ey", start) || Chars.isWithinWord(text, start)) {
      return Match.NONE;
    }
    int header = Chars.tokenEnd(text, i);
    if (header - start < 8 || header >= text.length() || text.charAt(header) != '.') {
      return Match.NONE;
    }
    int payload = Chars.tokenEnd(text, header + 1);
    if (payload - header < 3) {
      return Match.NONE;
    }
    boolean signed = payload < text.length() && text.charAt(payload) == '.';
    return Match.of(start, signed ? Chars.tokenEnd(text, payload + 1) : payload);
  }

  /** {@code Bearer …} and {@code Basic …}; the scheme's name stays. */
  static long scheme(String text, int i, int from) {
    if (i > from && Chars.isTokenAt(text, i - 1)) {
      return Match.NONE;
    }
    int start;
    if (i + 1 == text.length() || "eEaA".indexOf(text.charAt(i + 1)) < 0) {
      // Most words.
      return Match.NONE;
    } else if (text.regionMatches(true, i, "bearer ", 0, 7)) {
      start = i + 7;
    } else if (text.regionMatches(true, i, "basic ", 0, 6)) {
      start = i + 6;
    } else {
      return Match.NONE;
    }
    int end = credentialEnd(text, start);
    // "bearer authentication" is prose, "Bearer 7xK…" is not.
    boolean credential =
        end - start >= OPAQUE_TOKEN_CHARS
            || (end - start >= MIN_SCHEME_TOKEN_CHARS && looksRandom(text, start + 1, end));
    return credential ? Match.of(start, end) : Match.NONE;
  }

  /** Amazon's access key; {@code i} is at the K of {@code AKIA}. */
  static long awsKey(String text, int i, int from) {
    int start = i - 1;
    if (start < from || !text.startsWith("AKIA", start) || Chars.isWithinWord(text, start)) {
      return Match.NONE;
    }
    int end = Chars.tokenEnd(text, i);
    return end - start == 20 ? Match.of(start, end) : Match.NONE;
  }

  /** Google's API key; {@code i} is at the z of {@code AIza}. */
  static long googleKey(String text, int i, int from) {
    int start = i - 2;
    if (start < from || !text.startsWith("AIza", start) || Chars.isWithinWord(text, start)) {
      return Match.NONE;
    }
    int end = Chars.tokenEnd(text, i);
    return end - start == 39 ? Match.of(start, end) : Match.NONE;
  }

  /** A PEM block that holds a private key, to its end line or to the end of the text. */
  static long privateKey(String text, int i) {
    if (!text.startsWith("-----BEGIN ", i)) {
      return Match.NONE;
    }
    int key = text.indexOf("PRIVATE KEY-----", i);
    if (key < 0 || key - i > PEM_HEADER_CHARS) {
      return Match.NONE;
    }
    int endLine = text.indexOf("-----END ", key);
    int close = endLine < 0 ? -1 : text.indexOf("-----", endLine + 9);
    return Match.of(i, close < 0 ? text.length() : close + 5);
  }

  /** The end of an RFC 6750 {@code b64token}. */
  static int credentialEnd(String text, int start) {
    int end = start;
    while (end < text.length()
        && (Chars.isToken(text.charAt(end)) || ".~+/=".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /** Whether the part has what words have not: a digit, a capital, or a character of Base64. */
  private static boolean looksRandom(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Chars.isDigit(c) || (c >= 'A' && c <= 'Z') || c == '=') {
        return true;
      }
    }
    return false;
  }

  /** Issuers' published prefixes, by their last two characters. */
  private static final class Prefixes {
    private static final int ASCII = 128;
    private static final String[][] BEFORE_DASH = new String[ASCII][];
    private static final String[][] BEFORE_UNDERSCORE = new String[ASCII][];

    static {
      Arrays.fill(BEFORE_DASH, NO_PREFIXES);
      Arrays.fill(BEFORE_UNDERSCORE, NO_PREFIXES);
      add("sk-", "glpat-", "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-");
      add("ghp_", "ghr_", "ghs_", "gho_", "ghu_", "github_pat_", "glsa_", "dckr_pat_");
      add("sk_test_", "rk_test_", "sk_live_", "rk_live_", "hf_", "npm_", "whsec_");
    }

    private static void add(String... prefixes) {
      for (String prefix : prefixes) {
        String[][] table = table(prefix.charAt(prefix.length() - 1));
        int last = prefix.charAt(prefix.length() - 2);
        String[] known = Arrays.copyOf(table[last], table[last].length + 1);
        known[known.length - 1] = prefix;
        table[last] = known;
      }
    }

    private static String[][] table(char separator) {
      return separator == '-' ? BEFORE_DASH : BEFORE_UNDERSCORE;
    }

    static String[] endingIn(char last, char separator) {
      return last < ASCII ? table(separator)[last] : NO_PREFIXES;
    }
  }
}
