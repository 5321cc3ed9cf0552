package io.choicesherpa.telemetry.redaction;

/**
 * Values that the text itself names: {@code password=x}, {@code "api_key": "x"}, {@code
 * Authorization: Bearer x}. Content counts where a program wrote it, as in {@code Command[title=x]}
 * or {@code {"title":"x"}}; {@code title: x} is prose.
 */
final class AssignmentRule {
  private static final int MAX_KEY_CHARS = 64;
  private static final int MAX_GAP_CHARS = 3;
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
    while (end > from && i - end < MAX_GAP_CHARS && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (end > from && isQuote(text.charAt(end - 1))) {
      end--;
      if (end > from && text.charAt(end - 1) == '\\') {
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
    while (start < text.length() && start - gap < MAX_GAP_CHARS && text.charAt(start) == ' ') {
      start++;
    }
    if (start >= text.length() || text.charAt(start) == '=') {
      return Match.NONE;
    }
    boolean escaped = text.charAt(start) == '\\';
    int open = escaped ? start + 1 : start;
    if (open < text.length() && isQuote(text.charAt(open))) {
      int end = closingQuote(text, open, escaped);
      return matchUnlessSaid(text, open + 1, end);
    }
    int end = plainEnd(text, start, keyStart, keyEnd);
    boolean prose = text.charAt(i) == ':' && start > i + 1 && keyEnd == i;
    if (prose && endsWith("token", text, keyStart, keyEnd) && !looksSecret(text, start, end)) {
      // "Unexpected token: end of input".
      return Match.NONE;
    }
    return matchUnlessSaid(text, start, end);
  }

  private static int plainEnd(String text, int start, int keyStart, int keyEnd) {
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
      if (header ? c < ' ' || c == '"' || c == '\'' : c <= ' ' || VALUE_ENDS.indexOf(c) >= 0) {
        break;
      }
      end++;
    }
    return end;
  }

  static int closingQuote(String text, int open, boolean escaped) {
    char quote = text.charAt(open);
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        if (escaped && i + 1 < text.length() && text.charAt(i + 1) == quote) {
          return i;
        }
        i++;
      } else if (c == quote) {
        return i;
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

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }
}
