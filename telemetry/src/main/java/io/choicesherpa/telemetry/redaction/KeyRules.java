package io.choicesherpa.telemetry.redaction;

/**
 * Judges a field by its name, as one reads an English compound: the last word says what the thing
 * is. {@code access_token} is a token, {@code token_count} is a count, {@code http.request.body} is
 * a body and {@code http.request.body.size} a size. Words are parted by anything that is no letter
 * or digit, and by a change from lower to upper case. Allocates nothing.
 */
final class KeyRules {
  /** Secret also as the tail of a longer word, as in {@code PGPASSWORD} or {@code clientsecret}. */
  private static final String[] SECRET_TAILS = {
    "password",
    "passwords",
    "passwd",
    "passphrase",
    "passcode",
    "secret",
    "secrets",
    "token",
    "authorization",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "apikey",
    "apikeys"
  };

  private static final String[] SECRET_WORDS = {
    "pwd", "jwt", "otp", "cvv", "cvc", "ssn", "iban", "bearer"
  };

  /** Secret only after one of the words that follow the first: {@code api key}, not {@code key}. */
  private static final String[][] SECRET_PHRASES = {
    {"key", "api", "private", "access", "secret", "signing", "encryption", "master", "ssh"},
    {"keys", "api", "private", "access", "secret", "signing", "encryption", "master", "ssh"},
    {"tokens", "access", "refresh", "auth", "id", "session", "bearer", "security", "api"},
    {"code", "otp", "verification", "authorization", "security"},
    {"number", "card"},
  };

  private static final String[] CONTENT_WORDS = {
    "email",
    "emails",
    "mail",
    "phone",
    "title",
    "titles",
    "content",
    "contents",
    "prompt",
    "prompts",
    "body",
    "transcript",
    "username",
    "firstname",
    "lastname",
    "fullname",
    "displayname"
  };

  private static final String[][] CONTENT_PHRASES = {
    {"text", "message", "user", "prompt", "input", "output", "reply", "response", "completion"},
    {"message", "user", "chat", "assistant"},
    {"messages", "input", "output", "chat", "user"},
    {"completion", "ai"},
    {"instructions", "system"},
    {"name", "user", "first", "last", "full", "display", "given", "family", "nick"},
    {"address", "mail", "email", "home", "street", "postal", "billing", "shipping"},
    {"number", "phone", "mobile"},
    {"query", "url", "uri"},
    {"string", "query"},
  };

  /** Words that say in which form the thing is there, not what it is. */
  private static final String[] FORMS = {
    "value", "raw", "plain", "plaintext", "encrypted", "hash", "hashed", "header", "base"
  };

  private KeyRules() {}

  static Sensitivity judge(String key) {
    return judge(key, 0, key.length());
  }

  /**
   * The part of {@code text} from {@code start}, inclusive, to {@code end}, exclusive, as a name.
   */
  static Sensitivity judge(String text, int start, int end) {
    int wordEnd = wordEnd(text, start, end);
    int wordStart = wordStart(text, start, wordEnd);
    while (wordStart > start && isOneOf(FORMS, text, wordStart, wordEnd)) {
      wordEnd = wordEnd(text, start, wordStart);
      wordStart = wordStart(text, start, wordEnd);
    }
    if (wordStart == wordEnd) {
      return Sensitivity.PLAIN;
    }
    if (endsWithOneOf(SECRET_TAILS, text, wordStart, wordEnd)
        || isOneOf(SECRET_WORDS, text, wordStart, wordEnd)) {
      return Sensitivity.SECRET;
    }
    int priorEnd = wordEnd(text, start, wordStart);
    int priorStart = wordStart(text, start, priorEnd);
    if (isPhrase(SECRET_PHRASES, text, priorStart, priorEnd, wordStart, wordEnd)) {
      return Sensitivity.SECRET;
    }
    if (isOneOf(CONTENT_WORDS, text, wordStart, wordEnd)
        || isPhrase(CONTENT_PHRASES, text, priorStart, priorEnd, wordStart, wordEnd)) {
      return Sensitivity.CONTENT;
    }
    return Sensitivity.PLAIN;
  }

  private static boolean isPhrase(
      String[][] phrases, String text, int priorStart, int priorEnd, int wordStart, int wordEnd) {
    if (priorStart == priorEnd) {
      return false;
    }
    for (String[] phrase : phrases) {
      if (isWord(phrase[0], text, wordStart, wordEnd)) {
        for (int i = 1; i < phrase.length; i++) {
          if (isWord(phrase[i], text, priorStart, priorEnd)) {
            return true;
          }
        }
        // Within one table a word heads one phrase.
        return false;
      }
    }
    return false;
  }

  private static boolean isOneOf(String[] words, String text, int start, int end) {
    for (String word : words) {
      if (isWord(word, text, start, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWithOneOf(String[] words, String text, int start, int end) {
    for (String word : words) {
      int from = end - word.length();
      if (from >= start && text.regionMatches(true, from, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(String word, String text, int start, int end) {
    return word.length() == end - start && text.regionMatches(true, start, word, 0, word.length());
  }

  private static int wordEnd(String text, int start, int end) {
    int i = end;
    while (i > start && !Character.isLetterOrDigit(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static int wordStart(String text, int start, int end) {
    int i = end;
    while (i > start && Character.isLetterOrDigit(text.charAt(i - 1))) {
      i--;
      if (i > start
          && Character.isUpperCase(text.charAt(i))
          && Character.isLowerCase(text.charAt(i - 1))) {
        break;
      }
    }
    return i;
  }
}
