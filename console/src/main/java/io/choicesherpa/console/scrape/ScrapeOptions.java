package io.choicesherpa.console.scrape;

import org.jspecify.annotations.Nullable;

/**
 * How targets are scraped.
 *
 * @param intervalSeconds between scrapes of a target, and the limit of each; 1 or more
 * @param token bearer token sent to every target; null for none
 * @param maxBodyBytes largest exposition that is read, after decompression
 * @param maxSamples samples of one scrape; a target with more is down
 */
public record ScrapeOptions(
    int intervalSeconds, @Nullable String token, int maxBodyBytes, int maxSamples) {

  /** Default of {@code maxBodyBytes}: {@value}. */
  public static final int DEFAULT_MAX_BODY_BYTES = 16 << 20;

  /** Default of {@code maxSamples}: {@value}. */
  public static final int DEFAULT_MAX_SAMPLES = 50_000;

  /** Checks the sizes. */
  public ScrapeOptions {
    if (intervalSeconds < 1) {
      throw new IllegalArgumentException("intervalSeconds < 1: " + intervalSeconds);
    }
    if (maxBodyBytes < 1 || maxSamples < 1) {
      throw new IllegalArgumentException(
          "maxBodyBytes or maxSamples < 1: " + maxBodyBytes + ", " + maxSamples);
    }
  }

  /** With the default limits of size. */
  public ScrapeOptions(int intervalSeconds, @Nullable String token) {
    this(intervalSeconds, token, DEFAULT_MAX_BODY_BYTES, DEFAULT_MAX_SAMPLES);
  }
}
