package io.choicesherpa.console.scrape;

/**
 * How a target was found the last time.
 *
 * @param target what is scraped
 * @param health whether it answered
 * @param lastError why not; empty when it did or was not asked yet
 * @param lastScrapeMillis epoch milliseconds; 0 before the first scrape
 * @param lastDurationSeconds how long the last scrape took
 * @param samples samples of the last scrape
 */
public record TargetState(
    ScrapeTarget target,
    Health health,
    String lastError,
    long lastScrapeMillis,
    double lastDurationSeconds,
    int samples) {

  /** In Prometheus's words. */
  public enum Health {
    /** It answered. */
    UP("up"),
    /** It did not, or not with an exposition. */
    DOWN("down"),
    /** Not asked yet. */
    UNKNOWN("unknown");

    private final String word;

    Health(String word) {
      this.word = word;
    }

    /** Lower case. */
    public String word() {
      return word;
    }
  }

  static TargetState before(ScrapeTarget target) {
    return new TargetState(target, Health.UNKNOWN, "", 0, 0, 0);
  }
}
