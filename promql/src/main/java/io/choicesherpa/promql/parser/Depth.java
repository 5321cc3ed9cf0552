package io.choicesherpa.promql.parser;

/** How deep a parser is in; refuses what would need too much stack. */
final class Depth {

  private final int max;
  private int depth;

  Depth(int max) {
    this.max = max;
  }

  /** One level down. */
  void enter(Tokens tokens) {
    depth++;
    check(depth, tokens);
  }

  /** That many levels up. */
  void leave(int levels) {
    depth -= levels;
  }

  /** Refuses a tree of {@code levels}. */
  void check(int levels, Tokens tokens) {
    if (levels > max) {
      throw tokens.fault(
          "expression nested deeper than " + max + " levels", tokens.peek().position());
    }
  }
}
