package io.choicesherpa.telemetry.redaction;

/**
 * Values that the text itself names: {@code password=x}, {@code "api_key": "x"}, {@code
 * Authorization: Bearer x}. Content counts where a program wrote it, as in {@code Command[title=x]}
 * or {@code {"title":"x"}}; {@code title: x} is prose.
 */
final class AssignmentRule {
  private static final int MAX_KEY_CHARS = 64;
  private static final int MAX_GAP_CHARS = 32;

  /**
   * JSON within JSON within JSON: each level doubles the backslashes before a quote, and adds one.
   */
  private static final int MAX_BACKSLASHES = 31;

  private static final int PROSE_TOKEN_CHARS = 20;
  private static final String VALUE_ENDS = ",;&\"'<>)]}";

  private AssignmentRule() {}

  /** Matches the value right of the sign, {@code =} or {@code :}, at {@code i}. */
  static long match(String text, int i, int from) {
    int keyEnd = keyEnd(text, i, from);
    int keyStart = keyStart(text, keyEnd, from);
    if (keyStart == keyEnd) {
      return Match.NONE;
    }
    return switch (KeyRules.judge(text, keyStart, keyEnd)) {
      case PLAIN -> Match.NONE;
      case CONTENT -> ContentValue.match(text, i, keyEnd);
      case SECRET -> value(text, i, keyStart, keyEnd);
    };
  }

  /**
   * Matches the value right of a sign that is written {@code %3D}, as in an address within an
   * address, or {@code \\u003d}, as in JSON; it is at {@code i} and {@code signChars} long.
   */
  static long matchEscaped(String text, int i, int signChars, int from) {
    int keyStart = i < from ? i : keyStart(text, i, from);
    if (keyStart >= i || KeyRules.judge(text, keyStart, i) != Sensitivity.SECRET) {
      return Match.NONE;
    }
    int start = i + signChars;
    int end = start;
    while (end < text.length()
        && text.charAt(end) > ' '
        && VALUE_ENDS.indexOf(text.charAt(end)) < 0
        && !text.startsWith("%26", end)
        && !text.startsWith("\\u0026", end)) {
      end++;
    }
    return matchUnlessSaid(text, start, end);
  }

  /** Where the name begins that ends at {@code keyEnd}. */
  static int keyStart(String text, int keyEnd, int from) {
    int keyStart = keyEnd;
    while (keyStart > from
        && keyEnd - keyStart < MAX_KEY_CHARS
        && isKey(text.charAt(keyStart - 1))) {
      keyStart--;
    }
    return keyStart;
  }

  /** Where the name ends whose sign is at {@code i}. */
  static int keyEnd(String text, int i, int from) {
    int end = i;
    if (end > from && text.charAt(end) == '=' && text.charAt(end - 1) == ':') {
      end--;
    }
    while (end > from && i - end < MAX_GAP_CHARS && isBlank(text.charAt(end - 1))) {
      end--;
    }
    if (end > from && isQuote(text.charAt(end - 1))) {
      end--;
      int quote = end;
      while (end > from && quote - end < MAX_BACKSLASHES && text.charAt(end - 1) == '\\') {
        end--;
      }
    }
    return end;
  }

  /** The value of a secret's name. */
  static long value(String text, int i, int keyStart, int keyEnd) {
    int start = i + 1;
    if (start < text.length() && text.charAt(start) == '>') {
      start++;
    }
    int gap = start;
    boolean quotedKey = keyEnd < i && quote(text, keyEnd) >= 0;
    while (start < text.length()
        && start - gap < MAX_GAP_CHARS
        && (isBlank(text.charAt(start)) || (quotedKey && isLineBreak(text.charAt(start))))) {
      start++;
    }
    if (start >= text.length() || text.charAt(start) == '=') {
      return Match.NONE;
    }
    int open = quote(text, start);
    if (open >= 0) {
      return matchUnlessSaid(text, open + 1, closingQuote(text, open, open - start));
    }
    boolean field = text.charAt(i) == '=' && keyEnd == i;
    int end = plainEnd(text, start, keyStart, keyEnd, field);
    boolean prose = text.charAt(i) == ':' && start > i + 1 && keyEnd == i;
    if (prose && endsWith("token", text, keyStart, keyEnd) && !looksSecret(text, start, end)) {
      // "Unexpected token: end of input".
      return Match.NONE;
    }
    return matchUnlessSaid(text, start, end);
  }

  /**
   * @param field whether this may be a field of many, as a record writes them: then a comma within
   *     the value does not end it
   */
  private static int plainEnd(String text, int start, int keyStart, int keyEnd, boolean field) {
    char first = text.charAt(start);
    if (first == '[' || first == '{' || first == '(') {
      int close = text.indexOf(first == '[' ? ']' : first == '{' ? '}' : ')', start);
      return close < 0 ? text.length() : close + 1;
    }
    // Headers whose values hold spaces go on to the end of their line.
    boolean header =
        endsWith("authorization", text, keyStart, keyEnd)
            || endsWith("cookie", text, keyStart, keyEnd);
    int end = start;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean ends =
          header ? c < ' ' || c == '"' || c == '\'' : c <= ' ' || VALUE_ENDS.indexOf(c) >= 0;
      if (ends && !(field && goesOn(text, c, end))) {
        break;
      }
      end++;
    }
    return end;
  }

  /** Whether the value has a comma or semicolon at {@code i}, with no name or blank behind. */
  private static boolean goesOn(String text, char c, int i) {
    return (c == ',' || c == ';')
        && i + 1 < text.length()
        && text.charAt(i + 1) > ' '
        && "\"'`[({".indexOf(text.charAt(i + 1)) < 0
        && VALUE_ENDS.indexOf(text.charAt(i + 1)) < 0
        && !ContentValue.isBeforeName(text, c, i);
  }

  /** The quote at {@code i} or behind the backslashes there; -1 if there is none. */
  static int quote(String text, int i) {
    int at = i;
    while (at < text.length() && at - i < MAX_BACKSLASHES && text.charAt(at) == '\\') {
      at++;
    }
    return at < text.length() && isQuote(text.charAt(at)) ? at : -1;
  }

  /**
   * Where the text ends that the quote at {@code open} begins, without the backslashes that belong
   * to the quote behind it.
   *
   * @param backslashes how many stand before the quote at {@code open}, and so before its partner
   */
  static int closingQuote(String text, int open, int backslashes) {
    char quote = text.charAt(open);
    int run = 0;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        run++;
      } else {
        // What is beyond its own are backslashes of the text, each written as so many.
        int own = run - backslashes;
        if (c == quote && own >= 0 && own % (2 * (backslashes + 1)) == 0) {
          return i - backslashes;
        }
        if (c == quote && own < 0) {
          // Of a level further out: the text was cut off.
          return i - run;
        }
        run = 0;
      }
    }
    return text.length();
  }

  /** Nothing to hide in an absent value, a truth value, or what was hidden before. */
  static long matchUnlessSaid(String text, int start, int end) {
    if (end <= start
        || text.startsWith(Redactor.REPLACEMENT, start)
        || SaltedHash.end(text, start) == end
        || isWord("null", text, start, end)
        || isWord("true", text, start, end)
        || isWord("false", text, start, end)) {
      return Match.NONE;
    }
    return Match.of(start, end);
  }

  private static boolean looksSecret(String text, int start, int end) {
    if (end - start >= PROSE_TOKEN_CHARS) {
      return true;
    }
    for (int i = start; i < end; i++) {
      if (Chars.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWith(String tail, String text, int start, int end) {
    int from = end - tail.length();
    return from >= start && text.regionMatches(true, from, tail, 0, tail.length());
  }

  private static boolean isWord(String word, String text, int start, int end) {
    return word.length() == end - start && text.regionMatches(true, start, word, 0, word.length());
  }

  static boolean isKey(char c) {
    return Chars.isToken(c) || c == '.' || c == '$';
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }
}
