package io.choicesherpa.console;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.linecorp.armeria.common.util.BlockingTaskExecutor;
import com.linecorp.armeria.server.ServerBuilder;
import io.choicesherpa.console.alerting.Alerting;
import io.choicesherpa.console.alerting.EngineRuleQuery;
import io.choicesherpa.console.dashboards.DashboardsApi;
import io.choicesherpa.console.otlpmetrics.OtlpMetrics;
import io.choicesherpa.console.query.PrometheusApi;
import io.choicesherpa.console.query.QueryFigures;
import io.choicesherpa.console.query.QueryOptions;
import io.choicesherpa.console.receive.AdmissionGate;
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
import io.choicesherpa.console.web.WebServices;
import io.choicesherpa.promql.EngineOptions;
import io.choicesherpa.promql.PromqlEngine;
import io.choicesherpa.promql.model.Labels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Future;
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

  private static final int MAX_QUERIES = 4;

  /** How much a power failure may take; a killed process loses nothing. */
  private static final int SYNC_SECONDS = 1;

  /** How long a change of a rule file takes to be seen. */
  private static final int RELOAD_SECONDS = 5;

  private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(1);

  private static final Duration UNLIMITED = Duration.ofDays(100 * 365);

  private final ConsoleConfig config;
  private final Clock clock;
  private final ConsoleThreads threads;
  private final Stores stores;
  private final SeriesStore series;
  private final Scraper scraper;
  private final Alerting alerting;
  private final RemoteWrite remoteWrite;
  private final PrometheusApi prometheus;
  private final SelfMetrics selfMetrics;
  private final WebServices web;
  private final ConsolePorts ports;
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
    threads = new ConsoleThreads();
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
            threads.eventLoops(),
            threads.workers(),
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
    ports = new ConsolePorts(config, threads, ingest, gate, builder -> addRoutes(builder, gate));
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
    ports.open();
    readRules();
    scraper.start();
    BlockingTaskExecutor workers = threads.workers();
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
        threads
            .workers()
            .scheduleWithFixedDelay(
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

  private void addRoutes(ServerBuilder builder, AdmissionGate gate) {
    alerting.addTo(builder);
    new DashboardsApi(config.dashboardDirectory()).addTo(builder);
    remoteWrite.addTo(builder, gate);
    prometheus.addTo(builder);
    selfMetrics.addTo(builder);
    web.addTo(builder, config.bindAddress(), config.token());
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
    return ports.page();
  }

  /** The port of OTLP over gRPC, as opened. */
  public int otlpGrpcPort() {
    return ports.otlpGrpc();
  }

  /** The port of OTLP over HTTP, as opened. */
  public int otlpHttpPort() {
    return ports.otlpHttp();
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
    ports.close();
    for (Future<?> running : Arrays.asList(maintenance, selfScrapes, ruleReload)) {
      if (running != null) {
        running.cancel(false);
      }
    }
    threads.close();
    stores.close();
    series.close();
  }
}
