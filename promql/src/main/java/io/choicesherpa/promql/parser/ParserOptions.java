package io.choicesherpa.promql.parser;

/**
 * What a parser accepts.
 *
 * @param experimental whether functions, aggregations, fill modifiers and names without quotes that
 *     Prometheus keeps behind feature flags are accepted
 * @param maxChars longest expression, in UTF-16 units
 * @param maxDepth how deep expressions may be nested, chains of operators included; what walks the
 *     tree needs stack for as many levels
 */
public record ParserOptions(boolean experimental, int maxChars, int maxDepth) {

  /** Default of {@link #maxChars}. */
  public static final int DEFAULT_MAX_CHARS = 100_000;

  /** Default of {@link #maxDepth}. */
  public static final int DEFAULT_MAX_DEPTH = 500;

  /** Refuses limits below 1. */
  public ParserOptions {
    if (maxChars < 1) {
      throw new IllegalArgumentException("maxChars < 1: " + maxChars);
    }
    if (maxDepth < 1) {
      throw new IllegalArgumentException("maxDepth < 1: " + maxDepth);
    }
  }

  /** The stable language. */
  public static ParserOptions stable() {
    return new ParserOptions(false, DEFAULT_MAX_CHARS, DEFAULT_MAX_DEPTH);
  }

  /** The language with all that is experimental. */
  public static ParserOptions withExperimental() {
    return new ParserOptions(true, DEFAULT_MAX_CHARS, DEFAULT_MAX_DEPTH);
  }
}
