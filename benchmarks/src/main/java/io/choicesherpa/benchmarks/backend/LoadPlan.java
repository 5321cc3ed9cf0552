package io.choicesherpa.benchmarks.backend;

import java.time.Duration;

/**
 * How much is run. All bounds are of count; {@code sliceLimit} is only there so that a stuck run
 * ends.
 *
 * @param starts how often each variant is started for the time that it takes, at least 1
 * @param generations how often all variants are started for the load: what the compiler makes of a
 *     process is its own and stays, so that several processes tell more than one, at least 1
 * @param connections each one has a request under way all the time
 * @param warmUpRequests sent to each process before anything is measured of it
 * @param rounds of each generation, in each of which every variant has its slice, at least 1
 * @param sliceRequests of one variant in one round
 * @param sliceLimit after which a slice is ended, unfinished
 */
public record LoadPlan(
    int starts,
    int generations,
    int connections,
    int warmUpRequests,
    int rounds,
    int sliceRequests,
    Duration sliceLimit) {

  private static final int CONNECTIONS = 4;
  private static final Duration SLICE_LIMIT = Duration.ofSeconds(60);

  /** To see where a change goes. */
  public static final LoadPlan QUICK =
      new LoadPlan(1, 1, CONNECTIONS, 10_000, 5, 2_000, SLICE_LIMIT);

  /** The usual. */
  public static final LoadPlan USUAL =
      new LoadPlan(3, 3, CONNECTIONS, 25_000, 4, 3_000, SLICE_LIMIT);

  /** What is worth citing. */
  public static final LoadPlan FULL =
      new LoadPlan(5, 5, CONNECTIONS, 50_000, 5, 5_000, SLICE_LIMIT);

  /** The plan in words, for the page. */
  String describe() {
    return starts
        + (starts == 1 ? " start" : " starts")
        + " of each; then "
        + generations
        + (generations == 1 ? " process" : " processes")
        + " of each, with "
        + warmUpRequests
        + " requests of warm-up and "
        + rounds
        + " rounds of "
        + sliceRequests
        + " requests each, in turns, over "
        + connections
        + " connections";
  }
}
