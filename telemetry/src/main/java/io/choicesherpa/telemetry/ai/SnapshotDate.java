package io.choicesherpa.telemetry.ai;

/** The date that providers append to the name of a model's snapshot. */
final class SnapshotDate {

  private static final String WITH_DASHES = "-dddd-dd-dd";
  private static final String WITHOUT_DASHES = "-dddddddd";

  private SnapshotDate() {}

  /** The model's name without such a date; the name itself if there is none. */
  static String strip(String model) {
    if (endsWith(model, WITH_DASHES)) {
      return model.substring(0, model.length() - WITH_DASHES.length());
    }
    if (endsWith(model, WITHOUT_DASHES)) {
      return model.substring(0, model.length() - WITHOUT_DASHES.length());
    }
    return model;
  }

  /** Whether the text ends as the pattern says, in which {@code d} stands for a digit. */
  private static boolean endsWith(String text, String pattern) {
    int offset = text.length() - pattern.length();
    if (offset <= 0) {
      return false;
    }
    for (int i = 0; i < pattern.length(); i++) {
      char c = text.charAt(offset + i);
      boolean fits = pattern.charAt(i) == 'd' ? c >= '0' && c <= '9' : c == pattern.charAt(i);
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
