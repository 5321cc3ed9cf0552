package io.choicesherpa.telemetry.ai;

/**
 * The tokens that a provider bills, in one form for all providers. A provider's nonsense must not
 * fail the call it is about, nor break what is counted: negative numbers become 0, those beyond
 * {@link #MAX_TOKENS} become that, and parts never exceed their whole.
 *
 * @param promptTokens tokens read, with those from the cache and those written to it. (Anthropic
 *     reports the three apart: add them up)
 * @param completionTokens tokens written, with those spent on reasoning
 * @param cacheReadTokens the part of {@code promptTokens} that came from the provider's cache
 * @param cacheWriteTokens the part of {@code promptTokens} that was written to the provider's cache
 *     at a price of its own
 * @param reasoningTokens the part of {@code completionTokens} that the caller does not see
 */
public record AiUsage(
    long promptTokens,
    long completionTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    long reasoningTokens) {

  /** The most tokens of a kind that are believed: {@value}, far beyond what any model takes. */
  public static final long MAX_TOKENS = 1_000_000_000;

  /** Puts the numbers in order. */
  public AiUsage {
    promptTokens = part(promptTokens, MAX_TOKENS);
    completionTokens = part(completionTokens, MAX_TOKENS);
    cacheReadTokens = part(cacheReadTokens, promptTokens);
    cacheWriteTokens = part(cacheWriteTokens, promptTokens - cacheReadTokens);
    reasoningTokens = part(reasoningTokens, completionTokens);
  }

  /** Usage at a provider that does not bill writing to its cache. */
  public AiUsage(
      long promptTokens, long completionTokens, long cacheReadTokens, long reasoningTokens) {
    this(promptTokens, completionTokens, cacheReadTokens, 0, reasoningTokens);
  }

  /** Usage without cache and reasoning. */
  public static AiUsage of(long promptTokens, long completionTokens) {
    return new AiUsage(promptTokens, completionTokens, 0, 0, 0);
  }

  /** All tokens, read and written. */
  public long totalTokens() {
    return promptTokens + completionTokens;
  }

  private static long part(long value, long whole) {
    return Math.min(Math.max(0, value), whole);
  }
}
