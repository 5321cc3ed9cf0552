package io.choicesherpa.telemetry.errors;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows which throwables were seen of late, by identity and with their causes: the same failure is
 * often told by those who catch it, wrap it and catch it again. After a minute it is news again,
 * since some throwables are made once and thrown often. Holds none of them in memory. Thread-safe.
 */
final class RecentFailures {

  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int MAX_CAUSES = 16;

  private final LongSupplier nanoTime;
  private final Map<Identity, Long> seen = new HashMap<>();
  private final ReferenceQueue<Throwable> collected = new ReferenceQueue<>();

  RecentFailures(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Notes {@code failure} with its causes, and says whether none of them was known. */
  boolean isNew(Throwable failure) {
    List<Identity> chain = chain(failure);
    synchronized (seen) {
      forgetCollected();
      long now = nanoTime.getAsLong();
      boolean fresh = true;
      for (Identity each : chain) {
        Long before = seen.get(each);
        fresh &= before == null || now - before > WINDOW_NANOS;
      }
      chain.forEach(each -> seen.put(each, now));
      return fresh;
    }
  }

  private List<Identity> chain(Throwable failure) {
    List<Identity> chain = new ArrayList<>();
    Throwable current = failure;
    while (current != null && chain.size() < MAX_CAUSES) {
      chain.add(new Identity(current, collected));
      current = current.getCause();
    }
    return chain;
  }

  private void forgetCollected() {
    Reference<? extends Throwable> gone;
    while ((gone = collected.poll()) != null) {
      seen.remove((Identity) gone);
    }
  }

  int size() {
    synchronized (seen) {
      return seen.size();
    }
  }

  /** A throwable may redefine equality, and may take part in none. */
  private static final class Identity extends WeakReference<Throwable> {
    private final int hash;

    Identity(Throwable throwable, ReferenceQueue<Throwable> collected) {
      super(throwable, collected);
      hash = System.identityHashCode(throwable);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Throwable mine = get();
      return mine != null && other instanceof Identity that && that.get() == mine;
    }
  }
}
