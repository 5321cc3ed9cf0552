package io.choicesherpa.console.logql;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one label's text.
 *
 * @param name the label
 * @param op how it is compared
 * @param value with what
 * @param pattern the compiled value of a regular expression; null for the others
 */
public record Matcher(String name, Op op, String value, @Nullable Pattern pattern) {

  /** How a label is compared. */
  public enum Op {
    /** The same text. */
    EQUAL("="),
    /** Another text. */
    NOT_EQUAL("!="),
    /** The whole text matches. */
    MATCH("=~"),
    /** The whole text does not match. */
    NO_MATCH("!~");

    private final String symbol;

    Op(String symbol) {
      this.symbol = symbol;
    }

    /** As it is written. */
    public String symbol() {
      return symbol;
    }

    static @Nullable Op of(String symbol) {
      for (Op op : values()) {
        if (op.symbol.equals(symbol)) {
          return op;
        }
      }
      return null;
    }
  }

  /**
   * Compiles the value where it is a regular expression.
   *
   * @throws IllegalArgumentException when that cannot be done
   */
  public static Matcher of(String name, Op op, String value) {
    boolean regex = op == Op.MATCH || op == Op.NO_MATCH;
    return new Matcher(name, op, value, regex ? BoundedPattern.compile(value) : null);
  }

  /** Whether {@code text} meets the condition; a label that is not there is the empty text. */
  public boolean matches(String text) {
    return switch (op) {
      case EQUAL -> text.equals(value);
      case NOT_EQUAL -> !text.equals(value);
      case MATCH -> pattern != null && pattern.matches(text);
      case NO_MATCH -> pattern != null && !pattern.matches(text);
    };
  }
}
