package io.choicesherpa.console.series;

import io.choicesherpa.promql.model.Labels;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much is kept.
 *
 * @param capBytes memory for samples and labels, 64 KiB or more; the oldest samples go first
 * @param maxSeries series held at once, 1 or more; further ones are refused
 * @param retention samples older than this go, at least a minute
 * @param maxLabels labels of one series, its name included
 * @param maxNameChars length of a label's name
 * @param maxValueChars length of a label's value
 */
public record SeriesLimits(
    long capBytes,
    int maxSeries,
    Duration retention,
    int maxLabels,
    int maxNameChars,
    int maxValueChars) {

  /** Default of {@code maxLabels}: {@value}. */
  public static final int DEFAULT_MAX_LABELS = 64;

  /** Default of {@code maxNameChars}: {@value}. */
  public static final int DEFAULT_MAX_NAME_CHARS = 512;

  /** Default of {@code maxValueChars}: {@value}. */
  public static final int DEFAULT_MAX_VALUE_CHARS = 4096;

  private static final long MIN_CAP_BYTES = 64 << 10;

  /** Checks the sizes. */
  public SeriesLimits {
    if (capBytes < MIN_CAP_BYTES) {
      throw new IllegalArgumentException("capBytes < " + MIN_CAP_BYTES + ": " + capBytes);
    }
    if (maxSeries < 1) {
      throw new IllegalArgumentException("maxSeries < 1: " + maxSeries);
    }
    if (retention.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("retention < 1 minute: " + retention);
    }
  }

  /** With the default limits on labels. */
  public SeriesLimits(long capBytes, int maxSeries, Duration retention) {
    this(
        capBytes,
        maxSeries,
        retention,
        DEFAULT_MAX_LABELS,
        DEFAULT_MAX_NAME_CHARS,
        DEFAULT_MAX_VALUE_CHARS);
  }

  /** The limit that {@code labels} break, in words; null when they break none. */
  public @Nullable String violation(Labels labels) {
    if (labels.size() == 0) {
      return "a series wants at least one label";
    }
    if (labels.size() > maxLabels) {
      return labels.size() + " labels are more than " + maxLabels;
    }
    for (int i = 0; i < labels.size(); i++) {
      if (labels.name(i).length() > maxNameChars) {
        return "a label name of " + labels.name(i).length() + " characters, over " + maxNameChars;
      }
      if (labels.value(i).length() > maxValueChars) {
        return "the value of label "
            + labels.name(i)
            + " has "
            + labels.value(i).length()
            + " characters, over "
            + maxValueChars;
      }
    }
    return null;
  }
}
