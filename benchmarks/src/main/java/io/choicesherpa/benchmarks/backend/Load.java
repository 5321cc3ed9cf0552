package io.choicesherpa.benchmarks.backend;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A closed loop of visitors, each with one request under way all the time. */
final class Load implements Closeable {

  private final List<Visitor> visitors = new ArrayList<>();
  private final ExecutorService threads;

  /** What came of a number of requests. */
  static final class Outcome {
    private final long[] sortedNanos;
    private final long elapsedNanos;

    /**
     * Takes over the array.
     *
     * @param nanos how long each took
     * @param elapsedNanos from the first request to the last answer
     */
    Outcome(long[] nanos, long elapsedNanos) {
      this.sortedNanos = nanos;
      this.elapsedNanos = elapsedNanos;
      Arrays.sort(sortedNanos);
    }

    int requests() {
      return sortedNanos.length;
    }

    double requestsPerSecond() {
      return requests() * 1e9 / elapsedNanos;
    }

    /**
     * The time that so large a share of the requests stayed within, in milliseconds.
     *
     * @param share from 0 to 1
     */
    double quantileMillis(double share) {
      int rank = (int) Math.ceil(share * sortedNanos.length);
      return sortedNanos[Math.max(0, rank - 1)] / 1e6;
    }
  }

  /**
   * Connects so many visitors.
   *
   * @param tokens gives each a token of a person of its own
   */
  Load(int port, int connections, Supplier<String> tokens) throws IOException {
    for (int i = 0; i < connections; i++) {
      visitors.add(new Visitor(port, tokens.get()));
    }
    threads = Executors.newFixedThreadPool(connections);
  }

  /**
   * Sends so many requests.
   *
   * @throws IOException when one of them goes wrong, or the time is over
   */
  Outcome send(int requests, Duration limit) throws IOException, InterruptedException {
    AtomicInteger left = new AtomicInteger(requests);
    long start = System.nanoTime();
    List<Future<long[]>> running = new ArrayList<>();
    for (Visitor visitor : visitors) {
      running.add(threads.submit(() -> visit(visitor, left, start, limit)));
    }
    long[] all = new long[0];
    for (Future<long[]> each : running) {
      try {
        long[] some = each.get();
        int had = all.length;
        all = Arrays.copyOf(all, had + some.length);
        System.arraycopy(some, 0, all, had, some.length);
      } catch (ExecutionException e) {
        throw new IOException("the load failed: " + e.getCause(), e.getCause());
      }
    }
    long elapsed = System.nanoTime() - start;
    return new Outcome(all, elapsed);
  }

  private static long[] visit(Visitor visitor, AtomicInteger left, long start, Duration limit)
      throws IOException {
    Durations taken = new Durations();
    while (left.getAndDecrement() > 0) {
      visitor.next(taken::add);
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new IOException("not done within " + limit.toSeconds() + " s");
      }
    }
    return taken.toArray();
  }

  /** A list of longs without boxes. */
  private static final class Durations {
    private long[] nanos = new long[1024];
    private int size;

    void add(long value) {
      if (size == nanos.length) {
        nanos = Arrays.copyOf(nanos, size * 2);
      }
      nanos[size++] = value;
    }

    long[] toArray() {
      return Arrays.copyOf(nanos, size);
    }
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (Visitor visitor : visitors) {
      visitor.close();
    }
  }
}
