package io.choicesherpa.console;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.linecorp.armeria.common.util.BlockingTaskExecutor;
import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.choicesherpa.console.alerting.Alerting;
import io.choicesherpa.console.alerting.EngineRuleQuery;
import io.choicesherpa.console.dashboards.DashboardsApi;
import io.choicesherpa.console.otlpmetrics.OtlpMetrics;
import io.choicesherpa.console.query.PrometheusApi;
import io.choicesherpa.console.query.QueryFigures;
import io.choicesherpa.console.query.QueryOptions;
import io.choicesherpa.console.receive.AdmissionGate;
import io.choicesherpa.console.receive.OtlpErrors;
import io.choicesherpa.console.receive.OtlpGrpc;
import io.choicesherpa.console.receive.OtlpHttp;
import io.choicesherpa.console.receive.OtlpIngest;
import io.choicesherpa.console.receive.ReceiverFigures;
import io.choicesherpa.console.remotewrite.RemoteWrite;
import io.choicesherpa.console.rules.definition.RuleFileException;
import io.choicesherpa.console.scrape.ScrapeOptions;
import io.choicesherpa.console.scrape.Scraper;
import io.choicesherpa.console.scrape.SelfScrape;
import io.choicesherpa.console.selfmetrics.MeasuredParts;
import io.choicesherpa.console.selfmetrics.SelfMetrics;
import io.choicesherpa.console.series.SampleBatch;
import io.choicesherpa.console.series.SeriesLimits;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.console.store.StoreOptions;
import io.choicesherpa.console.store.Stores;
import io.choicesherpa.console.web.AccessGuard;
import io.choicesherpa.console.web.WebServices;
import io.choicesherpa.promql.EngineOptions;
import io.choicesherpa.promql.PromqlEngine;
import io.choicesherpa.promql.model.Labels;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running console. Once {@link #start} returns, all ports answer. Thread-safe.
 *
 * <pre>{@code
 * try (Console console = Console.start(ConsoleConfig.builder().port(0).build())) {
 *   URI page = console.uri();
 * }
 * }</pre>
 */
public final class Console implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Console.class);

  private static final long SHUTDOWN_MILLIS = 500;
  private static final long CLOSE_LIMIT_MILLIS = 1200;
  private static final long PAUSE_NANOS = 2_000_000;
  private static final int EVENT_LOOPS = 2;
  private static final int WORKERS = 4;
  private static final int MAX_ADDRESS_CHARS = 64 << 10;
  private static final int MAX_QUERIES = 4;

  /** How much a power failure may take; a killed process loses nothing. */
  private static final int SYNC_SECONDS = 1;

  /** How long a change of a rule file takes to be seen. */
  private static final int RELOAD_SECONDS = 5;

  private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(1);

  private static final Duration UNLIMITED = Duration.ofDays(100 * 365);

  private final ConsoleConfig config;
  private final Clock clock;
  private final EventLoopGroup eventLoops;
  private final BlockingTaskExecutor workers;

  /** Of the page's port alone: questions that take long must not keep those waiting who send. */
  private final BlockingTaskExecutor answers;

  private final Stores stores;
  private final SeriesStore series;
  private final Scraper scraper;
  private final Alerting alerting;
  private final RemoteWrite remoteWrite;
  private final PrometheusApi prometheus;
  private final SelfMetrics selfMetrics;
  private final WebServices web;
  private final ListeningPort pagePort;
  private final ListeningPort grpcPort;
  private final ListeningPort httpPort;
  private @Nullable Future<?> maintenance;
  private @Nullable Future<?> selfScrapes;
  private volatile @Nullable Future<?> ruleReload;

  private Console(ConsoleConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    stores = open(config, clock);
    try {
      series = openSeries(config, clock);
    } catch (ConsoleStartException e) {
      stores.close();
      throw e;
    }
    eventLoops = EventLoopGroups.newEventLoopGroup(EVENT_LOOPS, "console-io", true);
    workers = threads("console-work");
    answers = threads("console-answer");
    ReceiverFigures receivers = new ReceiverFigures();
    QueryFigures queryFigures = new QueryFigures();
    OtlpIngest ingest =
        new OtlpIngest(
            stores.traceSink(), stores.logSink(), new OtlpMetrics(series, clock), receivers);
    AdmissionGate gate = new AdmissionGate(config.maxConcurrentRequests(), receivers);
    remoteWrite = new RemoteWrite(series, config.maxRequestBytes());
    prometheus =
        new PrometheusApi(
            series,
            new QueryOptions(
                Duration.ofSeconds(config.queryTimeoutSeconds()),
                config.queryMaxSamples(),
                MAX_QUERIES),
            queryFigures,
            clock);
    scraper =
        new Scraper(
            config.scrapeTargets(),
            new ScrapeOptions(
                config.scrapeIntervalSeconds(),
                config.scrapeToken(),
                ScrapeOptions.DEFAULT_MAX_BODY_BYTES,
                config.scrapeSampleLimit()),
            series,
            eventLoops,
            workers,
            clock);
    alerting = alerting(clock);
    selfMetrics =
        new SelfMetrics(
            new MeasuredParts(
                receivers,
                remoteWrite,
                scraper,
                stores.traceSource(),
                stores.logSource(),
                series,
                queryFigures,
                stores::journals));
    web =
        new WebServices(
            new WebServices.Sources(
                stores.traceSource(),
                stores.logSource(),
                series,
                receivers,
                scraper,
                () -> new WebServices.JournalState(!stores.isRecovered(), stores.journals()),
                this::otlpGrpcPort,
                this::otlpHttpPort,
                clock));
    grpcPort = port("CONSOLE_OTLP_GRPC_PORT", config.otlpGrpcPort(), grpc(ingest, gate));
    httpPort = port("CONSOLE_OTLP_HTTP_PORT", config.otlpHttpPort(), http(ingest, gate));
    pagePort = port("CONSOLE_PORT", config.port(), page(gate));
  }

  /**
   * Opens all ports and begins to scrape.
   *
   * @throws ConsoleStartException when a port cannot be opened; nothing is left open then
   */
  public static Console start(ConsoleConfig config) {
    return start(config, Clock.systemUTC());
  }

  static Console start(ConsoleConfig config, Clock clock) {
    Console console = new Console(config, clock);
    try {
      console.open();
    } catch (ConsoleStartException e) {
      console.close();
      throw e;
    }
    log.info("The console is at {}; {}", console.uri(), config);
    return console;
  }

  private void open() {
    List<ListeningPort> ports = List.of(pagePort, grpcPort, httpPort);
    List<CompletableFuture<Void>> starting = ports.stream().map(ListeningPort::start).toList();
    for (int i = 0; i < ports.size(); i++) {
      try {
        starting.get(i).join();
      } catch (CompletionException e) {
        throw ports.get(i).failure(config.bindAddress(), Exceptions.peel(e));
      }
    }
    readRules();
    scraper.start();
    workers.execute(stores::recover);
    SelfScrape selfScrape = new SelfScrape(series, selfMetrics::text, host() + ":" + port(), clock);
    selfScrapes =
        workers.scheduleWithFixedDelay(selfScrape::run, 0, config.scrapeIntervalSeconds(), SECONDS);
    workers.execute(this::startRules);
    maintenance =
        workers.scheduleWithFixedDelay(stores::maintain, SYNC_SECONDS, SYNC_SECONDS, SECONDS);
  }

  private Alerting alerting(Clock clock) {
    Path directory = config.dataDirectory();
    return new Alerting(
        config.alerting(),
        new Alerting.Parts(
            series,
            this::append,
            source -> new EngineRuleQuery(new PromqlEngine(source, EngineOptions.defaults())),
            directory == null ? null : directory.resolve("silences.json"),
            () -> uri().toString(),
            clock,
            System::nanoTime));
  }

  private boolean append(Labels labels, long timestampMillis, double value) {
    SampleBatch batch = series.batch();
    batch.add(labels, timestampMillis, value);
    return batch.commit().dropped() == 0;
  }

  /** The configuration fails fast: a rule that is not evaluated is an alert that never comes. */
  private void readRules() {
    try {
      alerting.read();
    } catch (RuleFileException e) {
      throw new ConsoleStartException("CONSOLE_RULE_FILES: " + e.getMessage(), e);
    }
  }

  private void startRules() {
    if (!series.awaitReady(RECOVERY_LIMIT)) {
      log.warn("Rules start before all of the kept series have been read");
    }
    alerting.start();
    ruleReload =
        workers.scheduleWithFixedDelay(
            alerting::reloadChanged, RELOAD_SECONDS, RELOAD_SECONDS, SECONDS);
  }

  private static Stores open(ConsoleConfig config, Clock clock) {
    StoreOptions options =
        new StoreOptions(
            config.traceBytes(),
            config.logBytes(),
            config.retentionHours(),
            config.dataDirectory());
    try {
      return Stores.open(options, clock);
    } catch (IOException e) {
      throw new ConsoleStartException(
          "CONSOLE_DATA_DIR=" + config.dataDirectory() + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static SeriesStore openSeries(ConsoleConfig config, Clock clock) {
    Duration retention =
        config.retentionHours() == 0 ? UNLIMITED : Duration.ofHours(config.retentionHours());
    SeriesLimits limits = new SeriesLimits(config.seriesBytes(), config.maxSeries(), retention);
    Path directory = config.dataDirectory();
    if (directory == null) {
      return SeriesStore.inMemory(limits, clock);
    }
    try {
      return SeriesStore.open(directory.resolve("series"), limits, clock);
    } catch (IOException e) {
      throw new ConsoleStartException(
          "CONSOLE_DATA_DIR=" + directory + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static BlockingTaskExecutor threads(String name) {
    return BlockingTaskExecutor.builder()
        .numThreads(WORKERS)
        .threadNamePrefix(name)
        .daemon(true)
        .build();
  }

  private ServerBuilder server() {
    return Server.builder()
        .workerGroup(eventLoops, false)
        .bossGroupFactory(name -> EventLoopGroups.newEventLoopGroup(1, "console-accept", true))
        .meterRegistry(new CompositeMeterRegistry())
        .blockingTaskExecutor(workers, false)
        .gracefulShutdownTimeoutMillis(0, SHUTDOWN_MILLIS)
        .unloggedExceptionsReportIntervalMillis(0)
        .disableServerHeader()
        .disableDateHeader();
  }

  private ListeningPort port(String variable, int configured, ServerBuilder builder) {
    builder.http(new InetSocketAddress(config.bindAddress(), configured));
    return new ListeningPort(variable, configured, builder.build());
  }

  private ServerBuilder grpc(OtlpIngest ingest, AdmissionGate gate) {
    return server()
        .service(OtlpGrpc.service(ingest, config.maxRequestBytes()))
        // The service itself limits each message, and says so in gRPC's own words.
        .maxRequestLength(0)
        .decorator(gate)
        .decorator(AccessGuard.forPrograms(config.bindAddress(), config.token()))
        .errorHandler(new OtlpErrors());
  }

  private ServerBuilder http(OtlpIngest ingest, AdmissionGate gate) {
    return server()
        .service(OtlpHttp.TRACES_PATH, OtlpHttp.traces(ingest, config.maxRequestBytes()))
        .service(OtlpHttp.LOGS_PATH, OtlpHttp.logs(ingest, config.maxRequestBytes()))
        .service(OtlpHttp.METRICS_PATH, OtlpHttp.metrics(ingest, config.maxRequestBytes()))
        .maxRequestLength(config.maxRequestBytes())
        .decorator(gate)
        .decorator(AccessGuard.forPrograms(config.bindAddress(), config.token()))
        .errorHandler(new OtlpErrors());
  }

  private ServerBuilder page(AdmissionGate gate) {
    ServerBuilder builder =
        server()
            .blockingTaskExecutor(answers, false)
            .maxRequestLength(64 << 10)
            // Queries stand in addresses.
            .http1MaxInitialLineLength(MAX_ADDRESS_CHARS)
            .http2MaxHeaderListSize(MAX_ADDRESS_CHARS);
    alerting.addTo(builder);
    new DashboardsApi(config.dashboardDirectory()).addTo(builder);
    remoteWrite.addTo(builder, gate);
    prometheus.addTo(builder);
    selfMetrics.addTo(builder);
    web.addTo(builder, config.bindAddress(), config.token());
    return builder;
  }

  /** Where the page is. */
  public URI uri() {
    return URI.create("http://" + host() + ":" + port());
  }

  /** What {@code OTLP_ENDPOINT} of a sender over gRPC would be. */
  public URI otlpGrpcEndpoint() {
    return URI.create("http://" + host() + ":" + otlpGrpcPort());
  }

  /** What {@code OTLP_ENDPOINT} of a sender over HTTP would be, without the signal's path. */
  public URI otlpHttpEndpoint() {
    return URI.create("http://" + host() + ":" + otlpHttpPort());
  }

  private String host() {
    String address = config.bindAddress();
    return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
  }

  /** The port of page and query API, as opened. */
  public int port() {
    return pagePort.port();
  }

  /** The port of OTLP over gRPC, as opened. */
  public int otlpGrpcPort() {
    return grpcPort.port();
  }

  /** The port of OTLP over HTTP, as opened. */
  public int otlpHttpPort() {
    return httpPort.port();
  }

  /**
   * Closes all ports within two seconds; what was kept is forgotten but for what the data directory
   * holds. A second call does nothing.
   */
  @Override
  public void close() {
    web.close();
    scraper.close();
    alerting.close();
    prometheus.close();
    List<ListeningPort> ports = List.of(pagePort, grpcPort, httpPort);
    ports.forEach(ListeningPort::stop);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_LIMIT_MILLIS);
    while (ports.stream().anyMatch(ListeningPort::isOpen) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    eventLoops
        .shutdownGracefully(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(SHUTDOWN_MILLIS);
    for (Future<?> running : Arrays.asList(maintenance, selfScrapes, ruleReload)) {
      if (running != null) {
        running.cancel(false);
      }
    }
    answers.shutdownNow();
    workers.shutdownNow();
    stores.close();
    series.close();
  }
}
