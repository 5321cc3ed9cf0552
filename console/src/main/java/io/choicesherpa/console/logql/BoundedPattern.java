package io.choicesherpa.console.logql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Regular expressions from outside: RE2/J, so never slower than linear, and small enough that its
 * program is small too.
 */
public final class BoundedPattern {

  /** Longest expression in characters: {@value}. */
  public static final int MAX_CHARS = 2000;

  /** What all counted repetitions of an expression may come to, multiplied: {@value}. */
  public static final int MAX_REPETITIONS = 1000;

  /** Deepest nesting of groups: {@value}. */
  public static final int MAX_DEPTH = 50;

  private BoundedPattern() {}

  /**
   * Compiles {@code regex}, where a dot takes line feeds too, as in Loki.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Pattern compile(String regex) {
    if (regex.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "the regular expression has " + regex.length() + " characters, at most " + MAX_CHARS);
    }
    checkSize(regex);
    try {
      return Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Nested counts multiply; whether they are nested is not looked at. */
  private static void checkSize(String regex) {
    long product = 1;
    int depth = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == '{') {
        product *= largestCount(regex, i + 1);
      }
      if (product > MAX_REPETITIONS) {
        throw new IllegalArgumentException(
            "the regular expression's repetitions come to more than " + MAX_REPETITIONS);
      }
      if (depth > MAX_DEPTH) {
        throw new IllegalArgumentException(
            "the regular expression is nested deeper than " + MAX_DEPTH);
      }
    }
  }

  private static long largestCount(String regex, int from) {
    long largest = 1;
    long number = 0;
    for (int i = from; i < regex.length() && i < from + 12; i++) {
      char c = regex.charAt(i);
      if (c >= '0' && c <= '9') {
        number = number * 10 + (c - '0');
        largest = Math.max(largest, number);
      } else if (c == ',') {
        number = 0;
      } else {
        return c == '}' ? largest : 1;
      }
    }
    return largest;
  }
}
