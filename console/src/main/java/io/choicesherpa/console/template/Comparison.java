package io.choicesherpa.console.template;

import org.jspecify.annotations.Nullable;

/** Comparisons of the template language: only within one basic kind. */
final class Comparison {

  private Comparison() {}

  static boolean equal(@Nullable Object left, @Nullable Object right) throws TemplateException {
    if (left == null || right == null) {
      return left == right;
    }
    requireSameKind(left, right);
    // Double's own equals would find NaN equal to itself and the zeros different.
    if (left instanceof Double a && right instanceof Double b) {
      return (double) a == (double) b;
    }
    return left.equals(right);
  }

  static int compare(@Nullable Object left, @Nullable Object right) throws TemplateException {
    if (left == null || right == null) {
      throw new TemplateException("nil has no order");
    }
    requireSameKind(left, right);
    if (left instanceof Double a && right instanceof Double b) {
      // NaN is neither less nor equal.
      return a < b ? -1 : (double) a == (double) b ? 0 : 1;
    }
    if (left instanceof Long a && right instanceof Long b) {
      return a.compareTo(b);
    }
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    throw new TemplateException(GoText.typeOf(left) + " has no order");
  }

  private static void requireSameKind(Object left, Object right) throws TemplateException {
    if (left.getClass() != right.getClass()) {
      throw new TemplateException(
          "cannot compare " + GoText.typeOf(left) + " with " + GoText.typeOf(right));
    }
  }
}
