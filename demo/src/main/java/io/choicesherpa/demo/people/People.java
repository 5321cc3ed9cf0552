package io.choicesherpa.demo.people;

import io.choicesherpa.demo.people.PersonPlan.Visit;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a number of simulated people at work at once: when one leaves, the next comes, or one that
 * was away comes back. Who they are and what they do follows from the seed; what the backend makes
 * of it (errors, waits) shifts only the times. Failures are counted and logged, never thrown.
 */
public final class People implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(People.class);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
  private static final long LEAVE_PATIENCE_MILLIS = 1_000;
  private static final long AFTER_GIVING_UP_MILLIS = 2_000;

  /** Somebody with visits to make, the first at a time of {@link System#nanoTime()}. */
  private record Caller(long dueNanos, PersonAtWork person, List<Visit> visits) {}

  private final URI backend;
  private final double speed;
  private final PersonPlanner planner;
  private final Patience patience;
  private final PeopleStats stats = new PeopleStats();
  private final AtomicReference<String> lastSession =
      new AtomicReference<>("00000000-0000-4000-8000-000000000000");
  private final HttpClient http;
  private final Queue<Caller> away =
      new PriorityQueue<>(Comparator.comparingLong(Caller::dueNanos));
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch begin;
  private int arrived;

  private People(URI backend, long seed, double speed, CountDownLatch begin) {
    this.begin = begin;
    this.backend = backend;
    this.speed = speed;
    this.planner = new PersonPlanner(seed);
    this.patience = new Patience(speed);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_PATIENCE)
            .build();
  }

  /**
   * Sends people to the backend at once, as {@link #start(URI, int, long, double, CountDownLatch)}.
   */
  public static People start(URI backend, int atOnce, long seed, double speed) {
    return start(backend, atOnce, seed, speed, new CountDownLatch(0));
  }

  /**
   * Sends people to the backend until closed.
   *
   * @param backend its base address
   * @param atOnce how many work at the same time, from 0
   * @param seed the same seed gives the same people
   * @param speed 1 is the usual; above 0
   * @param begin they wait at the door until it is counted down
   */
  public static People start(
      URI backend, int atOnce, long seed, double speed, CountDownLatch begin) {
    People people = new People(backend, seed, speed, begin);
    for (int i = 0; i < atOnce; i++) {
      Thread thread = new Thread(people::work, "person-" + (i + 1));
      thread.setDaemon(true);
      people.threads.add(thread);
    }
    people.threads.forEach(Thread::start);
    return people;
  }

  private void work() {
    try {
      if (begin.getCount() > 0) {
        begin.await(); // Who need not wait comes even if sent away at once.
      }
      while (true) {
        Caller caller = next();
        if (attend(caller.person(), caller.visits().get(0))) {
          leave(caller);
        } else {
          patience.waitFor(AFTER_GIVING_UP_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The simulation ends.
    }
  }

  private synchronized Caller next() {
    Caller first = away.peek();
    if (first != null && first.dueNanos() - System.nanoTime() <= 0) {
      stats.returned.increment();
      return away.remove();
    }
    arrived++;
    stats.arrived.increment();
    PersonPlan plan = planner.plan(arrived);
    PersonAtWork person = new PersonAtWork(plan, http, backend, patience, stats, lastSession);
    return new Caller(System.nanoTime(), person, plan.visits());
  }

  private synchronized void leave(Caller caller) {
    List<Visit> left = caller.visits().subList(1, caller.visits().size());
    if (!left.isEmpty()) {
      long awayNanos = Math.round(left.get(0).awayMillis() * 1e6 / speed);
      away.add(new Caller(System.nanoTime() + awayNanos, caller.person(), left));
    }
  }

  /** Returns whether the visit went through. */
  private boolean attend(PersonAtWork person, Visit visit) throws InterruptedException {
    try (person) {
      for (Step step : visit.steps()) {
        patience.think(step.thinkMillis());
        step.perform(person);
      }
      return true;
    } catch (GaveUpException e) {
      stats.gaveUp.increment();
      LOG.info("somebody gave up: {}", e.getMessage());
      return false;
    }
  }

  /** What they did so far, in one line. */
  public String summary() {
    return stats.summary();
  }

  /** Sends everybody away; requests under way are dropped. */
  @Override
  public void close() {
    patience.end();
    threads.forEach(Thread::interrupt);
    long deadlineNanos = System.nanoTime() + LEAVE_PATIENCE_MILLIS * 1_000_000;
    for (Thread thread : threads) {
      try {
        thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    LOG.info("{}", stats.summary());
  }
}
