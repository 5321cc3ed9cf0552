package io.choicesherpa.telemetry.logging;

import java.lang.StackWalker.Option;
import java.util.Set;

/**
 * The walks of one place in the code, by the threads that share it: each tells the next how many
 * frames to fetch, since each fetched frame costs, and so does fetching twice. The stack is walked
 * lazily from the top: a full stack trace costs by the depth of the application's stack, and
 * frameworks make that deep.
 */
final class CallerWalks {
  /** The walker fetches no fewer at once. */
  private static final int MIN_FETCHED = 8;

  /** The walker's buffer has room for so many less than it was asked for. */
  private static final int RESERVED = 2;

  /**
   * By the number of frames that they fetch at once. They show reflection's frames, since leaving
   * them out costs a check of every frame.
   */
  private static final StackWalker[] WALKERS = new StackWalker[CallerSearch.MAX_FRAMES + 1];

  static {
    for (int i = 0; i < WALKERS.length; i++) {
      WALKERS[i] =
          StackWalker.getInstance(
              Set.of(Option.SHOW_REFLECT_FRAMES), Math.max(MIN_FETCHED, i + RESERVED));
    }
  }

  private final CallerDepth depth = new CallerDepth(MIN_FETCHED);

  /** For {@link StackWalker#walk}, which the place calls itself: it is one frame less to walk. */
  StackWalker walker() {
    return WALKERS[depth.expected()];
  }

  void done(CallerSearch search) {
    if (search.hasFound()) {
      depth.found(search.frames());
    }
  }
}
