package io.choicesherpa.telemetry.pipeline;

/**
 * Lets so many traces be kept and no more: when everything fails, a part tells what there is to
 * tell, and the sampled traces still fit the queue. A token bucket; thread-safe.
 */
final class KeepRate {

  private final double perNano;
  private final double atOnce;
  private double tokens;
  private long filledNanos;

  KeepRate(int perSecond, int atOnce, long nowNanos) {
    this.perNano = perSecond / 1e9;
    this.atOnce = atOnce;
    this.tokens = atOnce;
    this.filledNanos = nowNanos;
  }

  synchronized boolean take(long nowNanos) {
    long passedNanos = Math.max(0, nowNanos - filledNanos);
    tokens = Math.min(atOnce, tokens + passedNanos * perNano);
    filledNanos += passedNanos;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
