package io.choicesherpa.demo;

import io.choicesherpa.console.Console;
import io.choicesherpa.demo.StopSequence.Stage;
import io.choicesherpa.demo.ai.AiBehaviour;
import io.choicesherpa.demo.ai.AiServer;
import io.choicesherpa.demo.faults.Faults;
import io.choicesherpa.demo.process.ChildProcess;
import io.choicesherpa.demo.process.ProcessRegister;
import io.choicesherpa.demo.servers.BackendServer;
import io.choicesherpa.demo.servers.ClassArchive;
import io.choicesherpa.demo.servers.PostgresServer;
import io.choicesherpa.demo.servers.RedisServer;
import io.choicesherpa.demo.servers.ServerFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts all servers side by side, each as soon as what it needs is there. */
final class DemoServers {
  private static final Duration READY_BACKEND_PATIENCE = Duration.ofSeconds(6);
  private static final Duration STARTING_BACKEND_PATIENCE = Duration.ofSeconds(1);
  private static final Duration ARCHIVE_PATIENCE = Duration.ofSeconds(60);
  private static final Duration REDIS_STOP_PATIENCE = Duration.ofSeconds(2);
  private static final long STARTERS_PATIENCE_SECONDS = 4;

  private final DemoSettings settings;
  private final Ports ports;
  private final RunDirectory directory;
  private final ProcessRegister register;
  private final Progress progress;
  private final StopSequence stops;
  private final Consumer<ServerFailedException> onFailure;
  private final ExecutorService starters = Executors.newCachedThreadPool();
  private volatile @Nullable AiServer aiServer;
  private volatile @Nullable String jdbcUrl;
  private volatile boolean writesArchive;
  private volatile @Nullable ChildProcess backendProcess;

  DemoServers(
      DemoSettings settings,
      RunDirectory directory,
      ProcessRegister register,
      Progress progress,
      StopSequence stops,
      Consumer<ServerFailedException> onFailure) {
    this.settings = settings;
    this.ports = settings.ports();
    this.directory = directory;
    this.register = register;
    this.progress = progress;
    this.stops = stops;
    this.onFailure = onFailure;
  }

  /** In the order in which left-overs are ended. */
  static List<String> processNames() {
    return List.of(BackendServer.NAME, RedisServer.NAME, PostgresServer.NAME);
  }

  /**
   * Returns when all are ready.
   *
   * @param backendJar the backend's thin jar
   * @throws ExecutionException as soon as one does not start; its cause says why
   */
  void startAll(Path backendJar) throws ExecutionException, InterruptedException {
    CompletableFuture<Void> postgres = start(PostgresServer.NAME, this::startPostgres);
    CompletableFuture<Void> redis = start(RedisServer.NAME, this::startRedis);
    CompletableFuture<Void> console = start("console", this::startConsole);
    CompletableFuture<Void> ai = start("AI server", this::startAi);
    CompletableFuture<Void> backend =
        start(
            BackendServer.NAME,
            () -> {
              postgres.get();
              redis.get();
              startBackend(backendJar);
            });
    CompletableFuture<Void> all = CompletableFuture.allOf(postgres, redis, console, ai, backend);
    for (CompletableFuture<Void> one : List.of(postgres, redis, console, ai, backend)) {
      one.exceptionally(
          failure -> {
            all.completeExceptionally(failure);
            return null;
          });
    }
    all.get();
  }

  /** What can be made to fail, once all is ready; empty when the database is not the demo's own. */
  Optional<Faults> faults() {
    AiServer ai = aiServer;
    String url = jdbcUrl;
    ChildProcess backendProcess = this.backendProcess;
    if (ai == null || url == null || backendProcess == null) {
      return Optional.empty();
    }
    URI backend = URI.create("http://127.0.0.1:" + ports.backend());
    return Optional.of(new Faults(ai, url, backend, backendProcess.pid(), directory.takenTables()));
  }

  /**
   * Waits a little for what is still being started. It is stopped as it comes in.
   *
   * @return whether nothing is left
   */
  boolean awaitStarters() throws InterruptedException {
    starters.shutdown();
    return starters.awaitTermination(STARTERS_PATIENCE_SECONDS, TimeUnit.SECONDS);
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
    if (settings.outside().database().isPresent()) {
      return;
    }
    if (PostgresServer.isFirstStart(directory.postgresData())) {
      progress.begin(PostgresServer.NAME, "unpacking, making the database");
    }
    PostgresServer postgres =
        PostgresServer.start(
            directory.programs(),
            directory.postgresData(),
            directory.log("postgres.log"),
            ports.postgres(),
            register);
    stops.add(Stage.WHAT_THE_BACKEND_NEEDS, PostgresServer.NAME, postgres::close);
    Faults.putRight(postgres.jdbcUrl(), directory.takenTables());
    jdbcUrl = postgres.jdbcUrl();
    CompletableFuture<Void> unused = postgres.ended().thenAccept(onFailure);
  }

  private void startRedis() throws Exception {
    if (settings.outside().redisUrl().isPresent()) {
      return;
    }
    ChildProcess redis = launchRedis();
    try {
      RedisServer.awaitReady(redis, ports.redis());
    } catch (ServerFailedException e) {
      if (e.exitCode() != RedisServer.NOT_EXECUTABLE) {
        throw e;
      }
      // Another thread forked while the program was unpacked, and its child held it open to write.
      redis = launchRedis();
      RedisServer.awaitReady(redis, ports.redis());
    }
    watch(redis);
  }

  private ChildProcess launchRedis() throws IOException {
    ChildProcess redis =
        RedisServer.start(
            directory.programs(),
            directory.redisData(),
            directory.log("redis.log"),
            ports.redis(),
            register);
    stops.add(
        Stage.WHAT_THE_BACKEND_NEEDS, RedisServer.NAME, () -> redis.stop(REDIS_STOP_PATIENCE));
    return redis;
  }

  private void startConsole() {
    Console console = Console.start(settings.console());
    stops.add(Stage.WHAT_THE_BACKEND_NEEDS, "console", console::close);
  }

  private void startAi() {
    AiServer ai =
        AiServer.start(
            ports.ai(), settings.options().seed(), AiBehaviour.LIFELIKE, Clock.systemUTC());
    stops.add(Stage.WHAT_THE_BACKEND_NEEDS, "AI server", ai::close);
    aiServer = ai;
  }

  private void startBackend(Path jar) throws Exception {
    ClassArchive archive = ClassArchive.of(directory.classArchives(), BackendServer.NAME, jar);
    ChildProcess backend =
        BackendServer.start(
            jar,
            settings.training() ? archive.writing() : archive.reading(),
            settings.backendVariables(),
            register,
            directory.log("choice-sherpa.jsonl"),
            directory.log("backend.err"));
    backendProcess = backend;
    AtomicBoolean ready = new AtomicBoolean();
    stops.add(Stage.BACKEND, BackendServer.NAME, () -> backend.stop(stopPatience(ready.get())));
    BackendServer.awaitReady(backend, ports.backend());
    ready.set(true);
    watch(backend);
  }

  private Duration stopPatience(boolean ready) {
    if (writesArchive) {
      return ARCHIVE_PATIENCE;
    }
    // Before it is ready it has nothing to finish, and Spring would finish its start first.
    return ready ? READY_BACKEND_PATIENCE : STARTING_BACKEND_PATIENCE;
  }

  /** The stop that follows may take as long as the backend's JVM needs to write its archive. */
  void letArchiveBeWritten() {
    writesArchive = true;
  }

  /** Somebody wants the end now: an archive that is not written yet is done without. */
  void hurry() {
    ChildProcess running = backendProcess;
    if (writesArchive && running != null) {
      running.kill();
    }
  }

  private void watch(ChildProcess child) {
    CompletableFuture<Void> unused =
        child.exit().thenAccept(code -> onFailure.accept(ServerFailedException.ended(child, code)));
  }
}
