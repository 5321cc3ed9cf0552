package io.choicesherpa.demo;

import io.choicesherpa.demo.StopSequence.Stage;
import io.choicesherpa.demo.faults.FaultFile;
import io.choicesherpa.demo.faults.Faults;
import io.choicesherpa.demo.people.People;
import io.choicesherpa.demo.process.PortCheck;
import io.choicesherpa.demo.process.ProcessRegister;
import io.choicesherpa.demo.servers.ServerFailedException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One run: starts everything, waits for the end of its time, stops everything. */
final class DemoRun {
  private static final Duration LEFT_OVER_PATIENCE = Duration.ofSeconds(5);

  /** Two of the console's scrape intervals; then people come, seen or not. */
  private static final Duration SCRAPE_PATIENCE = Duration.ofSeconds(10);

  /** Flyway's words when the database was made by other migrations than those of the jar. */
  private static final String OTHER_SCHEMA = "Validate failed: Migrations have failed validation";

  private final DemoSettings settings;
  private final DemoOptions options;
  private final Path home;
  private final RunDirectory directory;
  private final PrintStream out;
  private final PrintStream err;
  private final ProcessRegister register;
  private final Progress progress;
  private final StopSequence stops = new StopSequence();
  private final CompletableFuture<ServerFailedException> failure = new CompletableFuture<>();
  private final DemoServers servers;
  private final long startedSeconds = Clock.systemUTC().instant().getEpochSecond();
  private volatile @Nullable People people;

  DemoRun(
      DemoSettings settings, Path home, RunDirectory directory, PrintStream out, PrintStream err)
      throws IOException {
    this.settings = settings;
    this.options = settings.options();
    this.home = home;
    this.directory = directory;
    this.out = out;
    this.err = err;
    this.register = new ProcessRegister(directory.processes());
    this.progress =
        new Progress(
            out,
            Boolean.getBoolean("demo.terminal"),
            settings.training() ? "preparing faster starts, " : "",
            System::nanoTime);
    this.servers = new DemoServers(settings, directory, register, progress, stops, this::failed);
  }

  /** Returns the exit code once everything is stopped. */
  int run() throws IOException, InterruptedException {
    Path backendJar = home.resolve("backend/target/backend.jar");
    if (!Files.exists(backendJar)) {
      err.println(backendJar + " is missing; start with ./run, which builds it.");
      return 1;
    }
    List<String> left = register.endLeftOvers(DemoServers.processNames(), LEFT_OVER_PATIENCE);
    if (!left.isEmpty()) {
      out.println("Ended what an earlier run had left behind: " + String.join(", ", left));
    }
    List<String> taken = PortCheck.taken(settings.portsToBind());
    if (!taken.isEmpty()) {
      taken.forEach(err::println);
      err.println("End what listens there, or shift all ports: ./run --port-offset 100");
      return 1;
    }
    if (options.fresh()) {
      directory.clear();
    }
    directory.rotate("choice-sherpa.jsonl");
    DemoLog.sendTo(directory.log("demo.log"));
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopOnSignal, "stop-on-signal"));
    progress.start();
    try {
      servers.startAll(backendJar);
    } catch (ExecutionException e) {
      return fail(e.getCause() == null ? e : e.getCause());
    } catch (RejectedExecutionException e) {
      return fail(e); // A signal came before everything was under way.
    }
    if (stops.isStopping()) {
      return awaitHalt();
    }
    startPeople();
    if (!settings.training()) {
      progress.close();
      out.print(ReadyText.of(settings.ports(), options, directory, home, progress.seconds()));
      followFaults();
    }
    return untilTheEnd();
  }

  private void startPeople() {
    URI backend = URI.create("http://127.0.0.1:" + settings.ports().backend());
    CountDownLatch begin = new CountDownLatch(1);
    People started =
        People.start(backend, options.people(), options.seed(), options.speed(), begin);
    people = started;
    stops.add(Stage.PEOPLE, "people", started::close);
    if (settings.training()) {
      begin.countDown();
    } else {
      URI console = URI.create("http://127.0.0.1:" + settings.ports().console());
      FirstScrape.await(console, startedSeconds, SCRAPE_PATIENCE, begin);
    }
  }

  private void followFaults() throws IOException {
    Optional<Faults> faults = servers.faults();
    if (faults.isPresent()) {
      FaultFile file =
          FaultFile.follow(directory.faults(), options.faults(), faults.get(), this::sayOfFault);
      stops.add(Stage.PEOPLE, "faults", file::close);
    }
  }

  private void sayOfFault(String line) {
    if (!stops.isStopping()) {
      out.println(line);
    }
  }

  private void failed(ServerFailedException e) {
    if (!stops.isStopping()) {
      failure.complete(e);
    }
  }

  private int untilTheEnd() throws IOException, InterruptedException {
    try {
      if (options.runFor().isEmpty()) {
        return fail(failure.get());
      }
      return fail(failure.get(options.runFor().get().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException timeIsUp) {
      if (settings.training()) {
        servers.letArchiveBeWritten();
      }
      stopEverything();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a failure is never an exception itself", e);
    }
    if (settings.training()) {
      directory.clear();
    }
    return 0;
  }

  private int fail(Throwable cause) {
    if (stops.isStopping()) {
      return awaitHalt(); // What is stopped on purpose has not failed.
    }
    progress.close();
    String message = String.valueOf(cause.getMessage());
    err.println(cause instanceof ServerFailedException ? message : cause.toString());
    if (message.contains(OTHER_SCHEMA)) {
      err.println("The data under .run/ are another version's. To begin without: ./run --fresh");
    }
    stopEverything();
    boolean configuration =
        cause instanceof ServerFailedException server
            && server.exitCode() == ConfigurationProblem.EXIT_CODE;
    return configuration ? ConfigurationProblem.EXIT_CODE : 1;
  }

  /** A signal ends this process with a code of its own once the hook below has returned. */
  private int awaitHalt() {
    stops.stopAll();
    return 0;
  }

  private void stopOnSignal() {
    if (stops.isStopping()) {
      servers.hurry();
      stops.stopAll();
    } else {
      stopEverything();
    }
  }

  private void stopEverything() {
    if (!settings.training()) {
      progress.close();
      out.println("Stopping …");
    }
    stops.stopAll();
    try {
      if (!servers.awaitStarters()) {
        err.println("Something was still being started; the next ./run will end it.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    progress.close();
    People gone = people;
    if (!settings.training()) {
      if (gone != null && options.people() > 0) {
        out.println(gone.summary());
      }
      out.println("Stopped.");
    }
  }
}
