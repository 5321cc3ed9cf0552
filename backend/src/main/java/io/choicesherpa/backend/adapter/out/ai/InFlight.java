package io.choicesherpa.backend.adapter.out.ai;

import org.jspecify.annotations.Nullable;

/**
 * The HTTP exchange that is under way for one attempt, so that another thread can break it off: a
 * blocked socket read does not notice an interrupt.
 *
 * <p>The SDKs have no handle for it. Their interceptors run on the thread that makes the call,
 * which is where they find it by {@link #current()}.
 *
 * <p>Thread-safe.
 */
final class InFlight {

  private static final ThreadLocal<InFlight> CURRENT = new ThreadLocal<>();

  private @Nullable Runnable abortion;
  private boolean aborted;

  /** The exchange of the calling thread, or null outside {@link #run}. */
  static @Nullable InFlight current() {
    return CURRENT.get();
  }

  /** Runs {@code attempt} with this exchange as the thread's current one. */
  void run(Runnable attempt) {
    CURRENT.set(this);
    try {
      attempt.run();
    } finally {
      CURRENT.remove();
    }
  }

  /** Says how to break the exchange off; takes the place of what was said before. */
  void onAbort(Runnable abort) {
    boolean late;
    synchronized (this) {
      abortion = abort;
      late = aborted;
    }
    if (late) {
      abort.run();
    }
  }

  /** Breaks the exchange off; nothing happens when it is over already. */
  void abort() {
    Runnable abort;
    synchronized (this) {
      aborted = true;
      abort = abortion;
    }
    if (abort != null) {
      abort.run();
    }
  }
}
