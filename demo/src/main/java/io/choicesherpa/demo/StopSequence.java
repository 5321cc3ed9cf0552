package io.choicesherpa.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what was started, stage by stage, whatever is in one stage side by side. It stops once; who
 * calls again waits for that. What is added when the stopping has begun is stopped at once.
 * Thread-safe.
 */
final class StopSequence {
  private static final Logger LOG = LoggerFactory.getLogger(StopSequence.class);

  /** In the order of stopping: nobody loses what it still needs. */
  enum Stage {
    PEOPLE,
    BACKEND,
    WHAT_THE_BACKEND_NEEDS
  }

  /** Stops one thing; takes no longer than a few seconds. */
  interface Stop {
    void stop() throws Exception;
  }

  private record Named(String name, Stop stop) {}

  private final Map<Stage, List<Named>> stages = new EnumMap<>(Stage.class);
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private boolean stopping;

  void add(Stage stage, String name, Stop stop) {
    synchronized (this) {
      if (!stopping) {
        stages.computeIfAbsent(stage, s -> new ArrayList<>()).add(new Named(name, stop));
        return;
      }
    }
    run(new Named(name, stop));
  }

  synchronized boolean isStopping() {
    return stopping;
  }

  void stopAll() {
    boolean first;
    synchronized (this) {
      first = !stopping;
      stopping = true;
    }
    if (!first) {
      stopped.join();
      return;
    }
    for (Stage stage : Stage.values()) {
      CompletableFuture<?>[] stops =
          stages.getOrDefault(stage, List.of()).stream()
              .map(named -> CompletableFuture.runAsync(() -> run(named), StopSequence::inThread))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(stops).join();
    }
    stopped.complete(null);
  }

  private static void inThread(Runnable task) {
    new Thread(task, "stop").start();
  }

  private static void run(Named named) {
    long startNanos = System.nanoTime();
    try {
      named.stop().stop();
      LOG.info("stopped {} in {} ms", named.name(), (System.nanoTime() - startNanos) / 1_000_000);
    } catch (Exception e) {
      LOG.warn("could not stop {}", named.name(), e);
    }
  }
}
