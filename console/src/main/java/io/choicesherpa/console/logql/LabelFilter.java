package io.choicesherpa.console.logql;

import org.jspecify.annotations.Nullable;

/** A condition on labels, in {@code | level="error" and status >= 500}. */
sealed interface LabelFilter extends Stage {

  /** On a label's text. */
  record Text(Matcher matcher) implements LabelFilter {
    @Override
    public boolean process(LogLine line) {
      return matcher.matches(line.get(matcher.name()));
    }
  }

  /** What a label is read as before it is compared. */
  enum Unit {
    NUMBER,
    SECONDS,
    BYTES;

    @Nullable Double read(String text) {
      return switch (this) {
        case NUMBER -> Quantity.number(text);
        case SECONDS -> Quantity.seconds(text);
        case BYTES -> Quantity.bytes(text);
      };
    }
  }

  /** On a label's number. A label that is none marks the line and lets it pass, as in Loki. */
  record Numeric(String name, String op, Unit unit, double value) implements LabelFilter {
    @Override
    public boolean process(LogLine line) {
      String text = line.get(name);
      if (text.isEmpty()) {
        return false;
      }
      Double number = unit.read(text);
      if (number == null) {
        line.fail("LabelFilterErr", name + " cannot be compared: " + text);
        return true;
      }
      return Comparison.holds(op, number, value);
    }
  }

  /** Both, or either. */
  record Both(LabelFilter left, LabelFilter right, boolean and) implements LabelFilter {
    @Override
    public boolean process(LogLine line) {
      return and
          ? left.process(line) && right.process(line)
          : left.process(line) || right.process(line);
    }
  }
}
