package io.choicesherpa.telemetry.redaction;

import java.util.function.IntPredicate;

/**
 * Tells in one pass, and without a branch that depends on a character, whether a secret may begin
 * in a text: ids and paths are random, and a branch on each of their characters is guessed wrong so
 * often that it would cost more than all the rest of a log line. It may say yes where {@link
 * TextScanner} then finds nothing; never no where that would find something.
 *
 * <p>A hint is a run of four classes of characters, the last of which ends it. All hints are
 * followed at once, a bit for each of their positions in one word, which is 0 where the characters
 * have fitted so far; it moves on by a shift and an {@code or} (the shift-or algorithm: Baeza-Yates
 * and Gonnet, "A New Approach to Text Searching", 1992). What lies beyond ASCII counts as one
 * character, which is no letter.
 */
final class Hints {
  /** The trigger of a rule lies at most so many characters before the end of its hint. */
  static final int BEHIND = 2;

  /** What {@link #next} begins with: all may have come before. */
  static final long START = 0;

  private static final int MAX_HINTS = 16;
  private static final int POSITIONS = 4;
  private static final int ASCII = 128;

  /** By character, the last for all beyond ASCII: the bits of the classes that it is not of. */
  private static final long[] MISFITS = new long[ASCII + 1];

  /** So many are known, and the last of them is no secret but what JSON must escape. */
  private static final int HINTS;

  static {
    IntPredicate any = c -> true;
    IntPredicate digit = c -> Chars.isDigit((char) c);
    IntPredicate apart = c -> !Chars.isAlphanumeric((char) c);
    IntPredicate wordEnd = c -> !Chars.isToken((char) c);
    IntPredicate joint = of("-.,");
    int n = 0;
    // In the order of the scanner's rules.
    add(n++, any, any, any, of("@:="));
    add(n++, any, of("%"), of("4"), of("0"));
    add(n++, any, of("%"), of("3"), of("Dd"));
    add(n++, of("0"), of("0"), of("3"), of("Dd"));
    add(n++, any, of("-"), of("-"), of("-"));
    add(n++, any, of("saxp"), of("ktbpars"), of("-"));
    add(n++, any, of("h"), of("prsouf"), of("_"));
    add(n++, any, of("as"), of("ta"), of("_"));
    add(n++, any, of("vpe"), of("emc"), of("_"));
    add(n++, any, of("e"), of("y"), of("J"));
    add(n++, wordEnd, of("Bb"), of("EeAa"), of("AaSs"));
    add(n++, of("A"), of("K"), of("I"), of("A"));
    add(n++, of("A"), of("I"), of("z"), of("a"));
    add(n++, apart.and(joint.negate()).and(c -> c != '_'), of("23456"), digit, digit);
    add(n++, apart, joint, of("23456"), digit);
    add(n++, any, any, any, c -> c < ' ' || c >= 0x7f || c == '"' || c == '\\');
    HINTS = n;
  }

  private static final long SECRETS = endsOf(HINTS - 1);
  private static final long ALL = endsOf(HINTS);

  private Hints() {}

  private static IntPredicate of(String characters) {
    return c -> characters.indexOf(c) >= 0;
  }

  private static void add(int hint, IntPredicate... positions) {
    for (int position = 0; position < POSITIONS; position++) {
      for (int c = 0; c <= ASCII; c++) {
        if (!positions[position].test(c)) {
          MISFITS[c] |= 1L << (position * MAX_HINTS + hint);
        }
      }
    }
  }

  private static long endsOf(int hints) {
    return ((1L << hints) - 1) << ((POSITIONS - 1) * MAX_HINTS);
  }

  /** The hints as they stand after one character more. */
  static long next(long state, char c) {
    return state << MAX_HINTS | MISFITS[Math.min(c, ASCII)];
  }

  /** Whether a secret's hint ends with the last character. */
  static boolean ofSecret(long state) {
    return (state & SECRETS) != SECRETS;
  }

  /** The same, or the last character stands in a JSON string as another or as several bytes. */
  static boolean ofAnything(long state) {
    return (state & ALL) != ALL;
  }
}
