package io.choicesherpa.console.traceql;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands between braces. Immutable, thread-safe. */
sealed interface SpanCondition {

  boolean test(SpanView view);

  /** {@code { }}: every span. */
  record Any() implements SpanCondition {
    @Override
    public boolean test(SpanView view) {
      return true;
    }
  }

  /** Both, or either. */
  record Both(SpanCondition left, SpanCondition right, boolean and) implements SpanCondition {
    @Override
    public boolean test(SpanView view) {
      return and ? left.test(view) && right.test(view) : left.test(view) || right.test(view);
    }
  }

  /** Whether there is one: {@code != nil}, or {@code = nil} for none. */
  record Exists(Field field, boolean wanted) implements SpanCondition {
    @Override
    public boolean test(SpanView view) {
      return (field.of(view) != null) == wanted;
    }
  }

  /** A bare field that has to be true. */
  record IsTrue(Field field) implements SpanCondition {
    @Override
    public boolean test(SpanView view) {
      return Boolean.TRUE.equals(field.of(view));
    }
  }

  /**
   * A comparison; never true for a field that is not there, or is of another type.
   *
   * @param value a {@link String}, {@link Double} or {@link Boolean}
   * @param pattern compiled for {@code =~} and {@code !~}
   */
  record Compare(Field field, String op, Object value, @Nullable Pattern pattern)
      implements SpanCondition {
    @Override
    public boolean test(SpanView view) {
      Object actual = field.of(view);
      if (actual == null) {
        return false;
      }
      if (pattern != null) {
        return actual instanceof String text && pattern.matches(text) == op.equals("=~");
      }
      if (actual instanceof Double a && value instanceof Double b) {
        return holds(Double.compare(a, b));
      }
      if (actual instanceof String a && value instanceof String b) {
        return holds(a.compareTo(b));
      }
      if (actual instanceof Boolean a && value instanceof Boolean b) {
        return holds(Boolean.compare(a, b));
      }
      return op.equals("!=") && actual.getClass() == value.getClass();
    }

    private boolean holds(int order) {
      return switch (op) {
        case "=" -> order == 0;
        case "!=" -> order != 0;
        case ">" -> order > 0;
        case ">=" -> order >= 0;
        case "<" -> order < 0;
        default -> order <= 0;
      };
    }
  }
}
