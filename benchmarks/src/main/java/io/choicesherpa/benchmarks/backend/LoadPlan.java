package io.choicesherpa.benchmarks.backend;

import java.time.Duration;

/**
 * How much is run. All bounds are of count; {@code sliceLimit} is only there so that a stuck run
 * ends.
 *
 * @param starts how often each variant is started for the time that it takes, at least 1
 * @param connections each one has a request under way all the time
 * @param warmUpRequests sent to each variant before anything is measured
 * @param rounds in each of which every variant has its slice, at least 1
 * @param sliceRequests of one variant in one round
 * @param sliceLimit after which a slice is ended, unfinished
 */
public record LoadPlan(
    int starts,
    int connections,
    int warmUpRequests,
    int rounds,
    int sliceRequests,
    Duration sliceLimit) {

  private static final int CONNECTIONS = 4;
  private static final Duration SLICE_LIMIT = Duration.ofSeconds(60);

  /** To see where a change goes. */
  public static final LoadPlan QUICK = new LoadPlan(1, CONNECTIONS, 8_000, 5, 2_000, SLICE_LIMIT);

  /** The usual. */
  public static final LoadPlan USUAL = new LoadPlan(3, CONNECTIONS, 25_000, 9, 3_000, SLICE_LIMIT);

  /** What is worth citing. */
  public static final LoadPlan FULL = new LoadPlan(5, CONNECTIONS, 50_000, 15, 5_000, SLICE_LIMIT);

  /** The plan in words, for the page. */
  String describe() {
    return starts
        + (starts == 1 ? " start" : " starts")
        + " of each; "
        + warmUpRequests
        + " requests of warm-up, then "
        + rounds
        + " rounds of "
        + sliceRequests
        + " requests each, in turns, over "
        + connections
        + " connections";
  }
}
