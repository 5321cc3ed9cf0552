package io.choicesherpa.telemetry.redaction;

/**
 * Personal content where a program wrote it out by name: a record's or a map's {@code toString()},
 * a query string, JSON. It ends with its quotes, or where its brackets close, or before the next
 * name.
 */
final class ContentValue {
  private static final int MAX_KEY_CHARS = 64;

  private ContentValue() {}

  /** Matches the value right of the sign at {@code i}, whose name ends at {@code keyEnd}. */
  static long match(String text, int i, int keyEnd) {
    boolean quotedKey = keyEnd < i && AssignmentRule.quote(text, keyEnd) >= 0;
    boolean assigned = text.charAt(i) == '=' && keyEnd == i;
    int start = i + 1;
    while (quotedKey
        && start < text.length()
        && (AssignmentRule.isBlank(text.charAt(start))
            || AssignmentRule.isLineBreak(text.charAt(start)))) {
      start++;
    }
    if (!(quotedKey || assigned) || start >= text.length() || text.charAt(start) == '=') {
      return Match.NONE;
    }
    int open = AssignmentRule.quote(text, start);
    if (open >= 0) {
      int close = AssignmentRule.closingQuote(text, open, open - start);
      return AssignmentRule.matchUnlessSaid(text, open + 1, close);
    }
    if (quotedKey && text.charAt(start) != '[') {
      // A number, a word of JSON, or an object whose names are looked at themselves.
      return Match.NONE;
    }
    // A JSON array up to its own bracket, else what is around the value ends it.
    int end = quotedKey ? Math.min(end(text, start + 1) + 1, text.length()) : end(text, start);
    return isNumber(text, start, end)
        ? Match.NONE
        : AssignmentRule.matchUnlessSaid(text, start, end);
  }

  private static int end(String text, int start) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[' || c == '(' || c == '{') {
        depth++;
      } else if (c == ']' || c == ')' || c == '}') {
        if (depth-- == 0) {
          return i;
        }
      } else if (c < ' ' || (depth == 0 && (c == '&' || isBeforeName(text, c, i)))) {
        return i;
      }
    }
    return text.length();
  }

  /** At {@code , name=}, {@code ; name=} or {@code name=}. */
  static boolean isBeforeName(String text, char separator, int i) {
    if (separator != ',' && separator != ';' && separator != ' ') {
      return false;
    }
    int start = i + 1;
    if (separator != ' ' && start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    int end = start;
    while (end < text.length()
        && end - start < MAX_KEY_CHARS
        && AssignmentRule.isKey(text.charAt(end))) {
      end++;
    }
    return end > start && end < text.length() && text.charAt(end) == '=';
  }

  private static boolean isNumber(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Chars.isDigit(text.charAt(i)) && text.charAt(i) != '.') {
        return false;
      }
    }
    return true;
  }
}
