package io.choicesherpa.telemetry.metrics;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The listener that metrics are scraped from, apart from the application's own: {@code GET
 * /metrics}, and with its token whatever an operator may change at run time. Text by default;
 * OpenMetrics, with exemplars, and Prometheus's protobuf, with native histograms, for those who
 * accept them. Protobuf also tells when each counter was created; OpenMetrics does, of histograms
 * too, for those who accept it with the parameter {@code created=true}.
 *
 * <p>Its threads are daemons and few: a scrape never takes one from the application. Scrapes are
 * neither traced nor counted as requests.
 */
public final class MetricsServer implements AutoCloseable {

  /** Where metrics are: {@value}. */
  public static final String PATH = "/metrics";

  private static final int MAX_THREADS = 4;
  private static final int MAX_WAITING = 64;
  private static final int MAX_REQUEST_SECONDS = 5;

  private final HttpServer server;
  private final ThreadPoolExecutor executor;

  private MetricsServer(HttpServer server, ThreadPoolExecutor executor) {
    this.server = server;
    this.executor = executor;
  }

  /**
   * Opens the listener.
   *
   * @param bindAddress the local address or host name to listen on
   * @param port the port; 0 takes any free one, see {@link #port()}
   * @param token when given, only requests with {@code Authorization: Bearer} and this token are
   *     answered
   * @throws IllegalArgumentException if the token is blank, which would protect nothing
   * @throws UncheckedIOException naming address and port if they cannot be listened on
   */
  public static MetricsServer start(
      Metrics metrics, String bindAddress, int port, @Nullable String token) {
    return start(metrics, bindAddress, port, token, Map.of());
  }

  /**
   * Opens the listener with routes that change something: those always want the token, and are not
   * there when there is none.
   *
   * @param bindAddress the local address or host name to listen on
   * @param port the port; 0 takes any free one, see {@link #port()}
   * @param token when given, only requests with {@code Authorization: Bearer} and this token are
   *     answered
   * @param adminRoutes by exact path
   * @throws IllegalArgumentException if the token is blank, which would protect nothing
   * @throws UncheckedIOException naming address and port if they cannot be listened on
   */
  public static MetricsServer start(
      Metrics metrics,
      String bindAddress,
      int port,
      @Nullable String token,
      Map<String, AdminRoute> adminRoutes) {
    BearerToken expected = BearerToken.of(token);
    limitSlowRequests();
    InetSocketAddress address = new InetSocketAddress(bindAddress, port);
    HttpServer server;
    try {
      if (address.isUnresolved()) {
        throw new IOException("unknown host");
      }
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "metrics cannot listen on " + bindAddress + ":" + port + ": " + e.getMessage(), e);
    }
    ThreadPoolExecutor executor = daemonThreads();
    server.setExecutor(executor);
    server.createContext(
        "/", new MetricsEndpoint(new MetricsFormats(metrics.registry()), adminRoutes, expected));
    startAsDaemon(server);
    return new MetricsServer(server, executor);
  }

  /** The port listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Closes the listener; a scrape under way is cut off. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  /**
   * The server's dispatcher takes after the thread that starts it, and must not keep a JVM alive.
   */
  private static void startAsDaemon(HttpServer server) {
    Thread starter = new Thread(server::start, "metrics-start");
    starter.setDaemon(true);
    starter.start();
    boolean interrupted = false;
    while (starter.isAlive()) {
      try {
        starter.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Else a few clients that never finish their request would hold all threads for good. */
  private static void limitSlowRequests() {
    String property = "sun.net.httpserver.maxReqTime";
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(MAX_REQUEST_SECONDS));
    }
  }

  private static ThreadPoolExecutor daemonThreads() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, "metrics-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
