package io.choicesherpa.console;

import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.choicesherpa.console.receive.AdmissionGate;
import io.choicesherpa.console.receive.OtlpErrors;
import io.choicesherpa.console.receive.OtlpGrpc;
import io.choicesherpa.console.receive.OtlpHttp;
import io.choicesherpa.console.receive.OtlpIngest;
import io.choicesherpa.console.web.AccessGuard;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The three ports: the page with the query APIs, OTLP over gRPC, OTLP over HTTP. Thread-safe. */
final class ConsolePorts implements AutoCloseable {

  private static final long SHUTDOWN_MILLIS = 500;
  private static final long CLOSE_LIMIT_MILLIS = 1200;
  private static final long PAUSE_NANOS = 2_000_000;
  private static final int MAX_ADDRESS_CHARS = 64 << 10;
  private static final int MAX_PAGE_REQUEST_BYTES = 64 << 10;

  private final ConsoleConfig config;
  private final ConsoleThreads threads;
  private final ListeningPort page;
  private final ListeningPort grpc;
  private final ListeningPort http;

  /**
   * Nothing listens yet.
   *
   * @param routes puts the page's routes in place
   */
  ConsolePorts(
      ConsoleConfig config,
      ConsoleThreads threads,
      OtlpIngest ingest,
      AdmissionGate gate,
      Consumer<ServerBuilder> routes) {
    this.config = config;
    this.threads = threads;
    grpc = port("CONSOLE_OTLP_GRPC_PORT", config.otlpGrpcPort(), grpcServer(ingest, gate));
    http = port("CONSOLE_OTLP_HTTP_PORT", config.otlpHttpPort(), httpServer(ingest, gate));
    page = port("CONSOLE_PORT", config.port(), pageServer(routes));
  }

  private ListeningPort port(String variable, int configured, ServerBuilder builder) {
    builder.http(new InetSocketAddress(config.bindAddress(), configured));
    return new ListeningPort(variable, configured, builder.build());
  }

  private ServerBuilder server() {
    return Server.builder()
        .workerGroup(threads.eventLoops(), false)
        .bossGroupFactory(name -> EventLoopGroups.newEventLoopGroup(1, "console-accept", true))
        .meterRegistry(new CompositeMeterRegistry())
        .blockingTaskExecutor(threads.workers(), false)
        .gracefulShutdownTimeoutMillis(0, SHUTDOWN_MILLIS)
        .unloggedExceptionsReportIntervalMillis(0)
        .disableServerHeader()
        .disableDateHeader();
  }

  private ServerBuilder grpcServer(OtlpIngest ingest, AdmissionGate gate) {
    return server()
        .service(OtlpGrpc.service(ingest, config.maxRequestBytes()))
        // The service itself limits each message, and says so in gRPC's own words.
        .maxRequestLength(0)
        .decorator(gate)
        .decorator(AccessGuard.forPrograms(config.bindAddress(), config.token()))
        .errorHandler(new OtlpErrors());
  }

  private ServerBuilder httpServer(OtlpIngest ingest, AdmissionGate gate) {
    return server()
        .service(OtlpHttp.TRACES_PATH, OtlpHttp.traces(ingest, config.maxRequestBytes()))
        .service(OtlpHttp.LOGS_PATH, OtlpHttp.logs(ingest, config.maxRequestBytes()))
        .service(OtlpHttp.METRICS_PATH, OtlpHttp.metrics(ingest, config.maxRequestBytes()))
        .maxRequestLength(config.maxRequestBytes())
        .decorator(gate)
        .decorator(AccessGuard.forPrograms(config.bindAddress(), config.token()))
        .errorHandler(new OtlpErrors());
  }

  private ServerBuilder pageServer(Consumer<ServerBuilder> routes) {
    ServerBuilder builder =
        server()
            .blockingTaskExecutor(threads.answers(), false)
            .maxRequestLength(MAX_PAGE_REQUEST_BYTES)
            // Queries stand in addresses.
            .http1MaxInitialLineLength(MAX_ADDRESS_CHARS)
            .http2MaxHeaderListSize(MAX_ADDRESS_CHARS);
    routes.accept(builder);
    return builder;
  }

  /**
   * Opens all three.
   *
   * @throws ConsoleStartException naming the first that cannot be had; others may be open then
   */
  void open() {
    List<ListeningPort> ports = all();
    List<CompletableFuture<Void>> starting = ports.stream().map(ListeningPort::start).toList();
    for (int i = 0; i < ports.size(); i++) {
      try {
        starting.get(i).join();
      } catch (CompletionException e) {
        throw ports.get(i).failure(config.bindAddress(), Exceptions.peel(e));
      }
    }
  }

  private List<ListeningPort> all() {
    return List.of(page, grpc, http);
  }

  /** The port of page and query API, as opened. */
  int page() {
    return page.port();
  }

  /** The port of OTLP over gRPC, as opened. */
  int otlpGrpc() {
    return grpc.port();
  }

  /** The port of OTLP over HTTP, as opened. */
  int otlpHttp() {
    return http.port();
  }

  /** Closes those that are open, and waits for it, within a limit. */
  @Override
  public void close() {
    List<ListeningPort> ports = all();
    ports.forEach(ListeningPort::stop);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_LIMIT_MILLIS);
    while (ports.stream().anyMatch(ListeningPort::isOpen) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
