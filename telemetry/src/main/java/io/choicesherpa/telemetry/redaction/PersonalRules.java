package io.choicesherpa.telemetry.redaction;

/** What names a person or their money: e-mail addresses and payment cards. */
final class PersonalRules {
  private static final int MAX_LOCAL_CHARS = 64;
  private static final int MAX_DOMAIN_CHARS = 255;
  private static final int MIN_CARD_DIGITS = 14;
  private static final int MAX_CARD_DIGITS = 16;

  private PersonalRules() {}

  /** {@code local@domain.tld}; {@code i} is at the sign, which is {@code signChars} long. */
  static long email(String text, int i, int signChars, int from) {
    int start = i;
    while (start > from && i - start < MAX_LOCAL_CHARS && isLocal(text.charAt(start - 1))) {
      start--;
    }
    int domain = i + signChars;
    int end = domain;
    int lastDot = -1;
    while (end < text.length() && end - domain < MAX_DOMAIN_CHARS && isDomain(text.charAt(end))) {
      if (text.charAt(end) == '.') {
        if (end == domain || text.charAt(end - 1) == '.') {
          break;
        }
        lastDot = end;
      }
      end++;
    }
    if (end > domain && text.charAt(end - 1) == '.') {
      // The full stop of a sentence.
      end--;
      lastDot = text.lastIndexOf('.', end - 1);
    }
    boolean address = start < i && lastDot > domain && isTopLevel(text, lastDot + 1, end);
    return address ? Match.of(start, end) : Match.NONE;
  }

  private static boolean isLocal(char c) {
    return Chars.isAlphanumeric(c)
        || "._%+-'".indexOf(c) >= 0
        || (c >= 0xa1 && Character.isLetter(c));
  }

  private static boolean isDomain(char c) {
    return Chars.isAlphanumeric(c) || c == '-' || c == '.' || (c >= 0xa1 && Character.isLetter(c));
  }

  private static boolean isTopLevel(String text, int start, int end) {
    if (end - start < 2) {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Chars.isDigit(c) && !text.startsWith("xn--", start)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A payment card's number, plain or in its printed groups. To leave ids and times alone, it must
   * stand alone, bear an issuer's known prefix and length, and pass the Luhn check (ISO/IEC
   * 7812-1).
   */
  static long card(String text, int i, int from) {
    if (i > from && isJoined(text, i - 1, -1)) {
      return Match.NONE;
    }
    int digits = 0;
    int end = i;
    int group = 0;
    char separator = 0;
    long number = 0;
    while (end < text.length() && digits <= MAX_CARD_DIGITS) {
      char c = text.charAt(end);
      if (Chars.isDigit(c)) {
        number = number * 10 + (c - '0');
        digits++;
        group++;
      } else if ((c == ' ' || c == '-')
          && (separator == 0 ? digits == 4 : c == separator && isGroup(group, digits))
          && Chars.isDigitAt(text, end + 1)) {
        separator = c;
        group = 0;
      } else {
        break;
      }
      end++;
    }
    boolean card =
        digits >= MIN_CARD_DIGITS
            && digits <= MAX_CARD_DIGITS
            && !isJoined(text, end, 1)
            && isIssued(number, digits)
            && passesLuhn(number);
    return card ? Match.of(i, end) : Match.NONE;
  }

  private static boolean isGroup(int group, int digits) {
    return group == 4 || (group == 6 && digits == 10);
  }

  /** Whether the number goes on at {@code i}: as a word, an id with dashes, or a fraction. */
  private static boolean isJoined(String text, int i, int direction) {
    if (i < 0 || i >= text.length()) {
      return false;
    }
    char c = text.charAt(i);
    if (Character.isLetterOrDigit(c) || c == '_') {
      return true;
    }
    int beyond = i + direction;
    return (c == '-' || c == '.' || c == ',')
        && beyond >= 0
        && beyond < text.length()
        && Character.isLetterOrDigit(text.charAt(beyond));
  }

  /** Visa, Mastercard, American Express, Discover, JCB, Diners Club. */
  private static boolean isIssued(long number, int digits) {
    int head = (int) (digits == 16 ? number / 1_000_000_000_000L : number / pow10(digits - 4));
    return switch (digits) {
      case 16 ->
          head / 1000 == 4
              || (head >= 5100 && head <= 5599)
              || (head >= 2221 && head <= 2720)
              || head == 6011
              || (head >= 6440 && head <= 6599)
              || (head >= 3528 && head <= 3589);
      case 15 -> head / 100 == 34 || head / 100 == 37;
      case 14 -> head / 100 == 36 || head / 100 == 38 || (head >= 3000 && head <= 3059);
      default -> false;
    };
  }

  private static long pow10(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  private static boolean passesLuhn(long number) {
    int sum = 0;
    boolean doubled = false;
    for (long rest = number; rest > 0; rest /= 10) {
      int digit = (int) (rest % 10) * (doubled ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
      doubled = !doubled;
    }
    return sum % 10 == 0;
  }
}
