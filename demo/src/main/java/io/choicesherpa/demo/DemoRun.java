package io.choicesherpa.demo;

import io.choicesherpa.console.Console;
import io.choicesherpa.console.ConsoleConfig;
import io.choicesherpa.demo.StopSequence.Stage;
import io.choicesherpa.demo.ai.AiBehaviour;
import io.choicesherpa.demo.ai.AiServer;
import io.choicesherpa.demo.people.People;
import io.choicesherpa.demo.process.ChildProcess;
import io.choicesherpa.demo.process.PortCheck;
import io.choicesherpa.demo.process.ProcessRegister;
import io.choicesherpa.demo.servers.BackendServer;
import io.choicesherpa.demo.servers.ClassArchive;
import io.choicesherpa.demo.servers.PostgresServer;
import io.choicesherpa.demo.servers.RedisServer;
import io.choicesherpa.demo.servers.ServerFailedException;
import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One run: starts everything side by side, waits for the end of its time, stops everything. */
final class DemoRun {
  private static final Duration LEFT_OVER_PATIENCE = Duration.ofSeconds(5);
  private static final Duration BACKEND_STOP_PATIENCE = Duration.ofSeconds(6);
  private static final Duration REDIS_STOP_PATIENCE = Duration.ofSeconds(2);

  private static final long STARTERS_PATIENCE_SECONDS = 4;

  private final DemoOptions options;
  private final Path home;
  private final RunDirectory directory;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;
  private final Ports ports;
  private final OutsideServers outside;
  private final ConsoleConfig consoleConfig;
  private final Map<String, String> backendEnvironment;
  private final ProcessRegister register;
  private final Progress progress;
  private final StopSequence stops = new StopSequence();
  private final CompletableFuture<ServerFailedException> failure = new CompletableFuture<>();
  private final ExecutorService starters = Executors.newCachedThreadPool();
  private volatile @Nullable People people;

  DemoRun(
      DemoOptions options,
      Path home,
      RunDirectory directory,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err)
      throws ConfigurationProblem, IOException {
    this.options = options;
    this.home = home;
    this.directory = directory;
    this.environment = environment;
    this.out = out;
    this.err = err;
    this.ports = Ports.of(options.portOffset(), environment);
    this.outside =
        OutsideServers.from(
            environment, System.getProperty("os.name"), System.getProperty("os.arch"));
    this.consoleConfig = ConsoleConfig.fromEnvironment(ConsoleEnvironment.of(ports, environment));
    this.backendEnvironment = BackendEnvironment.of(ports, outside, environment);
    checkTelemetry();
    this.register = new ProcessRegister(directory.processes());
    this.progress = new Progress(out, Boolean.getBoolean("demo.terminal"), System::nanoTime);
  }

  /** The backend would refuse it as well, but only after everything else was started. */
  private void checkTelemetry() {
    Map<String, String> whole = new HashMap<>(environment);
    whole.putAll(backendEnvironment);
    TelemetryConfig unused =
        TelemetryConfig.fromEnvironment(whole, new ApplicationIdentity("choice-sherpa", "demo"));
  }

  /** Returns the exit code once everything is stopped. */
  int run() throws IOException, InterruptedException {
    Path backendJar = home.resolve("backend/target/backend.jar");
    if (!Files.exists(backendJar)) {
      err.println(backendJar + " is missing; start with ./run, which builds it.");
      return 1;
    }
    List<String> left = register.endLeftOvers(Demo.processNames(), LEFT_OVER_PATIENCE);
    if (!left.isEmpty()) {
      out.println("Ended what an earlier run had left behind: " + String.join(", ", left));
    }
    List<String> taken =
        PortCheck.taken(ports.toBind(outside.database().isEmpty(), outside.redisUrl().isEmpty()));
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
      startAll(backendJar);
    } catch (ExecutionException e) {
      progress.close();
      return fail(e.getCause() == null ? e : e.getCause());
    }
    progress.close();
    if (stops.isStopping()) {
      return awaitHalt();
    }
    startPeople();
    out.print(ReadyText.of(ports, options, directory, home, progress.seconds()));
    return untilTheEnd();
  }

  private void startAll(Path backendJar) throws ExecutionException, InterruptedException {
    CompletableFuture<Void> postgres = start("PostgreSQL", this::startPostgres);
    CompletableFuture<Void> redis = start("Redis", this::startRedis);
    CompletableFuture<Void> console = start("console", this::startConsole);
    CompletableFuture<Void> ai = start("AI server", this::startAi);
    CompletableFuture<Void> backend =
        start(
            "backend",
            () -> {
              postgres.get();
              redis.get();
              startBackend(backendJar);
            });
    CompletableFuture.allOf(postgres, redis, console, ai, backend).get();
  }

  /** Something that takes a while. */
  private interface Start {
    void start() throws Exception;
  }

  private CompletableFuture<Void> start(String what, Start start) {
    progress.begin(what, "");
    return CompletableFuture.runAsync(
        () -> {
          try {
            start.start();
          } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
          } catch (Exception e) {
            throw new CompletionException(e);
          }
          progress.done(what);
        },
        starters);
  }

  private void startPostgres() throws Exception {
    if (outside.database().isPresent()) {
      return;
    }
    if (PostgresServer.isFirstStart(directory.postgresData())) {
      progress.begin("PostgreSQL", "unpacking, making the database: once");
    }
    PostgresServer postgres =
        PostgresServer.start(
            directory.programs(),
            directory.postgresData(),
            directory.log("postgres.log"),
            ports.postgres(),
            register);
    stops.add(Stage.CONSOLE_AND_DATABASES, PostgresServer.NAME, postgres::close);
    CompletableFuture<Void> unused = postgres.ended().thenAccept(this::failed);
  }

  private void startRedis() throws Exception {
    if (outside.redisUrl().isPresent()) {
      return;
    }
    ChildProcess redis =
        RedisServer.start(
            directory.programs(),
            directory.redisData(),
            directory.log("redis.log"),
            ports.redis(),
            register);
    stops.add(Stage.CONSOLE_AND_DATABASES, RedisServer.NAME, () -> redis.stop(REDIS_STOP_PATIENCE));
    RedisServer.awaitReady(redis, ports.redis());
    watch(redis);
  }

  private void startConsole() {
    Console console = Console.start(consoleConfig);
    stops.add(Stage.CONSOLE_AND_DATABASES, "console", console::close);
  }

  private void startAi() {
    AiServer ai =
        AiServer.start(ports.ai(), options.seed(), AiBehaviour.LIFELIKE, Clock.systemUTC());
    stops.add(Stage.BACKEND_AND_AI, "AI server", ai::close);
  }

  private void startBackend(Path jar) throws Exception {
    ChildProcess backend =
        BackendServer.start(
            jar,
            ClassArchive.of(directory.classArchives(), "backend", jar),
            backendEnvironment,
            register,
            directory.log("choice-sherpa.jsonl"),
            directory.log("backend.err"));
    stops.add(Stage.BACKEND_AND_AI, BackendServer.NAME, () -> backend.stop(BACKEND_STOP_PATIENCE));
    BackendServer.awaitReady(backend, ports.backend());
    watch(backend);
  }

  private void startPeople() {
    URI backend = URI.create("http://127.0.0.1:" + ports.backend());
    People started = People.start(backend, options.people(), options.seed(), options.speed());
    people = started;
    stops.add(Stage.PEOPLE, "people", started::close);
  }

  private void watch(ChildProcess child) {
    CompletableFuture<Void> unused =
        child.exit().thenAccept(code -> failed(ServerFailedException.ended(child, code)));
  }

  private void failed(ServerFailedException e) {
    if (!stops.isStopping()) {
      failure.complete(e);
    }
  }

  private int untilTheEnd() throws InterruptedException {
    try {
      if (options.runFor().isEmpty()) {
        return fail(failure.get());
      }
      return fail(failure.get(options.runFor().get().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException timeIsUp) {
      stopEverything();
      return 0;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a failure is never an exception itself", e);
    }
  }

  private int fail(Throwable cause) throws InterruptedException {
    if (stops.isStopping()) {
      return awaitHalt(); // What is stopped on purpose has not failed.
    }
    err.println(cause instanceof ServerFailedException ? cause.getMessage() : cause.toString());
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
    if (!stops.isStopping()) {
      stopEverything();
    } else {
      stops.stopAll();
    }
  }

  private void stopEverything() {
    progress.close();
    out.println("Stopping …");
    starters.shutdown();
    stops.stopAll();
    try {
      // What was still being started notices, and is stopped as it comes in.
      if (!starters.awaitTermination(STARTERS_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        err.println("Something was still being started; the next ./run will end it.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    People gone = people;
    if (gone != null && options.people() > 0) {
      out.println(gone.summary());
    }
    out.println("Stopped.");
  }
}
