package io.choicesherpa.telemetry.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name as the words that it is joined from: {@code customer_number}, {@code customerNumber} and
 * {@code customer.number} are the same.
 */
record KeyName(List<String> words) {

  static KeyName of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean begins =
          Character.isUpperCase(c) && i > 0 && Character.isLowerCase(text.charAt(i - 1));
      if (!Character.isLetterOrDigit(c) || begins) {
        end(word, words);
      }
      if (Character.isLetterOrDigit(c)) {
        word.append(c);
      }
    }
    end(word, words);
    return new KeyName(List.copyOf(words));
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }

  boolean endsWith(KeyName tail) {
    int from = words.size() - tail.words.size();
    return from >= 0 && words.subList(from, words.size()).equals(tail.words);
  }
}
