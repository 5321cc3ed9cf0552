package io.choicesherpa.telemetry.http;

import io.choicesherpa.telemetry.redaction.Redactor;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The ids of HTTP requests: which foreign ones are taken, and how own ones are made. Stateless. */
final class RequestIds {

  /** Longest request id that is taken from a client: {@value}. */
  static final int MAX_LENGTH = 128;

  private static final int ASCII = 128;

  /** By character, the last for all beyond ASCII. */
  private static final boolean[] ALLOWED = new boolean[ASCII + 1];

  static {
    for (char c = 0; c < ASCII; c++) {
      ALLOWED[c] =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '-';
    }
  }

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private RequestIds() {}

  /**
   * Returns {@code candidate} when it is well-formed and no secret, else a new id. An id goes into
   * every line and every event; a client that sends its token for one must not have it there.
   */
  static String acceptOrMake(@Nullable String candidate, Redactor redactor) {
    return candidate != null
            && isWellFormed(candidate)
            && redactor.redactText(candidate).equals(candidate)
        ? candidate
        : make();
  }

  /** Says whether {@code id} is 1 to {@value #MAX_LENGTH} of {@code [A-Za-z0-9._-]}. */
  static boolean isWellFormed(String id) {
    int length = id.length();
    if (length == 0 || length > MAX_LENGTH) {
      return false;
    }
    // Ids are random: joined up, since a branch on each character would be guessed wrong.
    boolean allowed = true;
    for (int i = 0; i < length; i++) {
      allowed &= ALLOWED[Math.min(id.charAt(i), ASCII)];
    }
    return allowed;
  }

  /** 128 random bits in hex: unique, and no secret, so the thread's own generator will do. */
  private static String make() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    char[] id = new char[32];
    fill(id, 0, random.nextLong());
    fill(id, 16, random.nextLong());
    return new String(id);
  }

  private static void fill(char[] id, int offset, long bits) {
    for (int i = 0; i < 16; i++) {
      id[offset + i] = HEX[(int) (bits >>> (i * 4)) & 0xf];
    }
  }
}
