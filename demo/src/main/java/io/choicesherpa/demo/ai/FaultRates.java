package io.choicesherpa.demo.ai;

/**
 * How often a request goes wrong, each as a share of all requests from 0 to 1; together at most 1.
 *
 * @param rateLimited answered 429 with {@code Retry-After}
 * @param serverError answered 500
 * @param overloaded answered 529 by Anthropic's protocol and 503 by OpenAI's
 * @param brokenStream a streamed answer whose connection breaks in the middle; an answer that is
 *     not streamed is left whole
 */
public record FaultRates(
    double rateLimited, double serverError, double overloaded, double brokenStream) {

  /** Nothing ever fails. */
  public static final FaultRates NONE = new FaultRates(0, 0, 0, 0);

  /**
   * What a customer of a well-run provider sees: too little for an alert, even with many people.
   */
  public static final FaultRates NOW_AND_THEN = new FaultRates(0.006, 0.003, 0.002, 0.001);

  /** Refuses a share outside of 0 to 1, and shares that are above 1 together. */
  public FaultRates {
    requireShare("rateLimited", rateLimited);
    requireShare("serverError", serverError);
    requireShare("overloaded", overloaded);
    requireShare("brokenStream", brokenStream);
    double all = rateLimited + serverError + overloaded + brokenStream;
    if (all > 1) {
      throw new IllegalArgumentException("the rates are " + all + " together, above 1");
    }
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " " + share + " is not from 0 to 1");
    }
  }

  /** The fault for a number drawn evenly from 0 (inclusive) to 1 (exclusive). */
  AiFault pick(double drawn) {
    double limit = rateLimited;
    if (drawn < limit) {
      return AiFault.RATE_LIMITED;
    }
    limit += serverError;
    if (drawn < limit) {
      return AiFault.SERVER_ERROR;
    }
    limit += overloaded;
    if (drawn < limit) {
      return AiFault.OVERLOADED;
    }
    limit += brokenStream;
    return drawn < limit ? AiFault.BROKEN_STREAM : AiFault.NONE;
  }
}
