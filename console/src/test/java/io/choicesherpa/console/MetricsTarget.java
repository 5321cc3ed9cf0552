package io.choicesherpa.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A service's metrics that grow with every scrape, with an exemplar of a trace that is kept. */
final class MetricsTarget implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger scrapes = new AtomicInteger();

  private MetricsTarget(HttpServer server) {
    this.server = server;
    server.createContext("/metrics", this::answer);
    server.start();
  }

  static MetricsTarget start() {
    try {
      return new MetricsTarget(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
  }

  private void answer(HttpExchange exchange) throws IOException {
    int n = scrapes.incrementAndGet();
    String accepted =
        String.join(",", exchange.getRequestHeaders().getOrDefault("Accept", List.of()));
    boolean openMetrics = accepted.contains("openmetrics");
    byte[] body = text(n, openMetrics).getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type",
            openMetrics
                ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String text(int n, boolean openMetrics) {
    int ok = n * 13 + (n % 5) * 3;
    int failed = n;
    int requests = ok + failed;
    String exemplar =
        openMetrics
            ? " # {trace_id=\"%s\",span_id=\"0000000000000001\"} 1.84 %.3f"
                .formatted(SampleTelemetry.MESSAGE_TRACE, System.currentTimeMillis() / 1000.0)
            : "";
    String family = openMetrics ? "http_requests" : "http_requests_total";
    String cost = openMetrics ? "ai_cost_cents" : "ai_cost_cents_total";
    return String.format(
        Locale.ROOT,
        """
        # HELP %1$s Requests that have ended.
        # TYPE %1$s counter
        http_requests_total{method="GET",path="/",status="200"} %2$d
        http_requests_total{method="GET",path="/",status="503"} %3$d
        # HELP http_request_duration_seconds Time from a request's start to its end.
        # TYPE http_request_duration_seconds histogram
        http_request_duration_seconds_bucket{method="GET",path="/",le="0.1"} %4$d
        http_request_duration_seconds_bucket{method="GET",path="/",le="2.5"} %5$d%6$s
        http_request_duration_seconds_bucket{method="GET",path="/",le="+Inf"} %5$d
        http_request_duration_seconds_sum{method="GET",path="/"} %7$.1f
        http_request_duration_seconds_count{method="GET",path="/"} %5$d
        # HELP sessions_active Sessions that are open.
        # TYPE sessions_active gauge
        sessions_active %8$d
        # HELP %9$s Cost of AI calls in US cents.
        # TYPE %9$s counter
        ai_cost_cents_total{model="m",provider="p",tier="pro"} %10$.1f
        %11$s""",
        family,
        ok,
        failed,
        requests * 8 / 10,
        requests,
        exemplar,
        requests * 0.2,
        7 + n % 4,
        cost,
        n * 0.5,
        openMetrics ? "# EOF\n" : "");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
