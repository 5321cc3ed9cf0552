package io.choicesherpa.telemetry.logging;

import io.choicesherpa.telemetry.redaction.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how texts of the program itself are written, redacted and escaped: its messages, and
 * values such as a route or the name of a state. Those are one instance that comes again and again;
 * what a request brings is made anew each time. So a text is known by its instance, which is found
 * without being read, and taken up only when it comes again after it was noted, as now and then one
 * is: texts that come once cost a look.
 *
 * <p>A table of fixed size for texts of bounded length; what comes later takes the place. For one
 * thread at a time.
 */
final class KnownTexts {
  /** A power of two. */
  private static final int SLOTS = 512;

  private static final int MAX_CHARS = 256;

  /** A power of two. Of so many texts that are not known one is noted. */
  private static final int NOTED_SHARE = 8;

  private final Redactor redactor;
  private final @Nullable Entry[] known = new Entry[SLOTS];
  private final @Nullable String[] noted = new String[SLOTS];
  private int unknown;

  KnownTexts(Redactor redactor) {
    this.redactor = redactor;
  }

  /** Writes the text as a string without what must be hidden, cut after {@code maxChars}. */
  @SuppressWarnings("ReferenceEquality") // The instance is the point.
  void write(JsonBuffer out, String text, int maxChars) {
    int length = text.length();
    if (length == 0 || length > MAX_CHARS || length > maxChars) {
      out.string(redactor.redactText(text), maxChars);
      return;
    }
    int slot = slot(text, length);
    Entry entry = known[slot];
    if (entry != null && entry.text == text) {
      out.raw(entry.encoded);
      return;
    }
    boolean plain = redactor.isPlain(text);
    String clean = plain ? text : redactor.redactText(text);
    if (noted[slot] == text && clean.length() <= MAX_CHARS) {
      byte[] encoded = new JsonBuffer(length + 2).string(clean, maxChars).toByteArray();
      known[slot] = new Entry(text, encoded);
      out.raw(encoded);
      return;
    }
    if ((unknown++ & (NOTED_SHARE - 1)) == 0) {
      noted[slot] = text;
    }
    if (plain) {
      out.plainString(clean);
    } else {
      out.string(clean, maxChars);
    }
  }

  /** By length and a few characters. */
  private static int slot(String text, int length) {
    int hash = length;
    hash = hash * 31 + text.charAt(0);
    hash = hash * 31 + text.charAt(length / 2);
    hash = hash * 31 + text.charAt(length - 1);
    return (hash * 0x9e3779b9) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
  }

  private static final class Entry {
    final String text;
    final byte[] encoded;

    Entry(String text, byte[] encoded) {
      this.text = text;
      this.encoded = encoded;
    }
  }
}
