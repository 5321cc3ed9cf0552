package io.choicesherpa.demo.ai;

import java.util.random.RandomGenerator;

/**
 * How long answers take. Both draws are log-normal: half of them below the median, with a tail to
 * the slow side that grows with sigma.
 *
 * @param firstTokenMedianMillis time until the first token, median
 * @param firstTokenSigma spread of that time, in natural logarithms; 0 is none
 * @param tokensPerSecondMedian speed of the tokens after it, median
 * @param speedSigma spread of that speed
 * @param maxFirstTokenMillis no first token is later than this
 */
public record LatencyProfile(
    double firstTokenMedianMillis,
    double firstTokenSigma,
    double tokensPerSecondMedian,
    double speedSigma,
    long maxFirstTokenMillis) {

  /** Answers at once, for tests. */
  public static final LatencyProfile INSTANT = new LatencyProfile(0, 0, 1e9, 0, 0);

  /**
   * What people are used to: most answers within one or two seconds, a few far slower. Messages are
   * a fifth of the people's requests: slower ones would be the 95th percentile of all, and an
   * alert.
   */
  public static final LatencyProfile LONG_TAIL = new LatencyProfile(380, 0.65, 130, 0.35, 15_000);

  /** Refuses what is not a number, negative, or a speed of 0. */
  public LatencyProfile {
    requireNotNegative("firstTokenMedianMillis", firstTokenMedianMillis);
    requireNotNegative("firstTokenSigma", firstTokenSigma);
    requireNotNegative("speedSigma", speedSigma);
    requireNotNegative("maxFirstTokenMillis", (double) maxFirstTokenMillis);
    if (!(tokensPerSecondMedian > 0)) {
      throw new IllegalArgumentException(
          "tokensPerSecondMedian " + tokensPerSecondMedian + " <= 0");
    }
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(name + " " + value + " < 0");
    }
  }

  long drawFirstTokenMillis(RandomGenerator random) {
    double drawn = firstTokenMedianMillis * Math.exp(firstTokenSigma * random.nextGaussian());
    return Math.min(maxFirstTokenMillis, Math.round(drawn));
  }

  double drawTokensPerSecond(RandomGenerator random) {
    return tokensPerSecondMedian * Math.exp(speedSigma * random.nextGaussian());
  }
}
