package io.choicesherpa.telemetry.logging;

/** How large the parts of one line may grow, so that no input can flood the sinks behind it. */
final class Bounds {
  static final int MESSAGE_CHARS = 8192;
  static final int VALUE_CHARS = 4096;
  static final int KEY_CHARS = 128;
  static final int NAME_CHARS = 256;
  static final int STACK_CHARS = 16_384;
  static final int FRAMES_PER_THROWABLE = 48;
  static final int CAUSES = 8;
  static final int FIELDS = 64;

  /** Of a line's {@code fields}, and again of its {@code span}; what comes after is counted. */
  static final int OBJECT_BYTES = 32_768;

  static final int NESTED_DEPTH = 4;
  static final int NESTED_ELEMENTS = 64;

  /** Larger numbers are written as text: parsers that read doubles refuse them. */
  static final int NUMBER_BITS = 1024;

  private Bounds() {}

  /** Where to cut {@code text} so that at most {@code maxChars} remain and no pair is torn. */
  static int cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text.length();
    }
    return Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
  }

  /** The text itself if it is short enough, else its beginning and how much is missing. */
  static String bounded(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int cut = cut(text, maxChars);
    return text.substring(0, cut) + "…(+" + (text.length() - cut) + " chars)";
  }
}
