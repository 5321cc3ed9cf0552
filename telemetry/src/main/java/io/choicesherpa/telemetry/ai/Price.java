package io.choicesherpa.telemetry.ai;

import java.math.BigDecimal;
import java.time.LocalDate;

/** US dollars per million tokens, from a day on (UTC, inclusive). Immutable. */
record Price(
    LocalDate from,
    BigDecimal input,
    BigDecimal cacheRead,
    BigDecimal cacheWrite,
    BigDecimal output) {

  /** From dollars for a million tokens to cents for one. */
  private static final int CENTS_PER_TOKEN_EXPONENT = -4;

  /** Exact: a finite decimal times whole numbers, its point moved. */
  BigDecimal costCents(AiUsage usage) {
    long uncached = usage.promptTokens() - usage.cacheReadTokens() - usage.cacheWriteTokens();
    return times(input, uncached)
        .add(times(cacheRead, usage.cacheReadTokens()))
        .add(times(cacheWrite, usage.cacheWriteTokens()))
        .add(times(output, usage.completionTokens()))
        .scaleByPowerOfTen(CENTS_PER_TOKEN_EXPONENT);
  }

  private static BigDecimal times(BigDecimal price, long tokens) {
    return price.multiply(BigDecimal.valueOf(tokens));
  }
}
