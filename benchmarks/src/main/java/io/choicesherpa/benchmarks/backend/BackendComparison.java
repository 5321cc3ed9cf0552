package io.choicesherpa.benchmarks.backend;

import io.choicesherpa.benchmarks.report.Machine;
import io.choicesherpa.demo.servers.ServerFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Measures the variants side by side: first how they start, then, all running, how they serve. */
public final class BackendComparison {

  /** Longer than what is under way when the last answer is sent: batches, events. */
  private static final long SETTLE_MILLIS = 1_500;

  /** The warm-up is sent in so many parts. */
  private static final int WARM_UP_TURNS = 5;

  /** Sent at once, since a connection that asks for nothing is closed. */
  private static final int FIRST_REQUESTS = 200;

  private final LoadPlan plan;
  private final Path jar;
  private final Path agent;
  private final BackendResult result = new BackendResult();

  private BackendComparison(LoadPlan plan, Path jar, Path agent) {
    this.plan = plan;
    this.jar = jar;
    this.agent = agent;
  }

  /**
   * Runs all of it.
   *
   * @param home the project's folder, with what the build made
   * @param folder an empty one for data and logs
   * @return the section of the page
   * @throws IOException when something cannot be started, or a request goes wrong
   */
  public static String run(LoadPlan plan, Path home, Path folder)
      throws IOException, InterruptedException {
    BackendComparison comparison =
        new BackendComparison(
            plan,
            home.resolve("backend/target/backend.jar"),
            agent(home.resolve("benchmarks/target/agent")));
    try (Surroundings around = new Surroundings(folder, home.resolve(".run/programs"))) {
      comparison.measureStarts(around);
      for (int generation = 0; generation < plan.generations(); generation++) {
        comparison.measureLoad(around, generation);
      }
    } catch (ServerFailedException | SQLException e) {
      throw new IOException("the databases did not start", e);
    }
    return BackendSection.write(
        comparison.result, plan, comparison.agent, Machine.here(), Clock.systemUTC().instant());
  }

  private static Path agent(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no agent in " + folder));
    }
  }

  private void measureStarts(Surroundings around) throws IOException, InterruptedException {
    // The first start of each makes its tables, and brings the jars into the system's cache.
    for (int start = 0; start <= plan.starts(); start++) {
      for (Variant variant : order(List.of(Variant.values()), start)) {
        try (RunningBackend backend = RunningBackend.start(variant, around, jar, agent)) {
          double seconds = backend.startUp().toNanos() / 1e9;
          say("start %d, %s: %.2f s", start, variant.label(), seconds);
          if (start > 0) {
            result.add(variant, Figure.START_UP, seconds);
          }
        }
      }
    }
  }

  private void measureLoad(Surroundings around, int generation)
      throws IOException, InterruptedException {
    List<Loaded> running = new ArrayList<>();
    try {
      for (Variant variant : order(List.of(Variant.values()), generation)) {
        running.add(new Loaded(variant, around));
      }
      warmUp(running, around);
      for (int round = 0; round < plan.rounds(); round++) {
        for (Loaded each : order(running, round)) {
          slice(each);
        }
      }
      for (Loaded each : running) {
        result.add(each.variant, Figure.RESIDENT, each.meter.residentBytes() / (1024.0 * 1024.0));
      }
    } finally {
      for (Loaded each : running) {
        each.close();
      }
    }
  }

  /** In turns as well, so that nobody is warmed up while the machine has more to give. */
  private void warmUp(List<Loaded> running, Surroundings around)
      throws IOException, InterruptedException {
    for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
      for (Loaded each : order(running, turn)) {
        long before = around.sink().bytes();
        Load.Outcome warm =
            each.load.send(
                plan.warmUpRequests() / WARM_UP_TURNS, plan.sliceLimit().multipliedBy(2));
        if (turn == WARM_UP_TURNS - 1) {
          settle();
          say(
              "warmed up, %s: %.0f/s, %,d bytes exported",
              each.variant.label(), warm.requestsPerSecond(), around.sink().bytes() - before);
        }
      }
    }
  }

  private void slice(Loaded on) throws IOException, InterruptedException {
    ProcessMeter.Reading before = on.meter.read();
    Load.Outcome outcome = on.load.send(plan.sliceRequests(), plan.sliceLimit());
    settle();
    ProcessMeter.Reading after = on.meter.read();
    Variant variant = on.variant;
    int requests = outcome.requests();
    double cpuMicros = after.cpuNanosSince(before) / 1e3 / requests;
    double kilobytes = after.allocatedBytesSince(before) / 1e3 / requests;
    result.add(variant, Figure.THROUGHPUT, outcome.requestsPerSecond());
    result.add(variant, Figure.P50, outcome.quantileMillis(0.5));
    result.add(variant, Figure.P99, outcome.quantileMillis(0.99));
    result.add(variant, Figure.CPU, cpuMicros);
    result.add(variant, Figure.ALLOCATED, kilobytes);
    say(
        "%s: %.0f/s, p50 %.2f ms, p99 %.2f ms, %.0f µs, %.1f kB",
        variant.label(),
        outcome.requestsPerSecond(),
        outcome.quantileMillis(0.5),
        outcome.quantileMillis(0.99),
        cpuMicros,
        kilobytes);
  }

  /** Another one begins each round, so that none always follows the same. */
  private static <T> List<T> order(List<T> variants, int round) {
    List<T> order = new ArrayList<>(variants);
    Collections.rotate(order, round);
    return order;
  }

  private static void settle() throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(SETTLE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** A running backend with its load and its meter. */
  private final class Loaded {
    private final Variant variant;
    private final RunningBackend backend;
    private final Load load;
    private final ProcessMeter meter;

    Loaded(Variant variant, Surroundings around) throws IOException, InterruptedException {
      this.variant = variant;
      backend = RunningBackend.start(variant, around, jar, agent);
      load = new Load(backend.port(), plan.connections(), around.issuer()::token);
      meter = ProcessMeter.attach(backend.pid());
      Load.Outcome unused = load.send(FIRST_REQUESTS, plan.sliceLimit());
    }

    void close() throws IOException {
      load.close();
      meter.close();
      backend.close();
    }
  }
}
