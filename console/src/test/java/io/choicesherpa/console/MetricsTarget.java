package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.choicesherpa.console.WriteRequest.Sample;
import io.choicesherpa.promql.model.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A service's metrics, as a function of time: half an hour of them are written to the console
 * before it may scrape, so that charts have something to show. In the last minutes requests fail.
 */
final class MetricsTarget implements AutoCloseable {

  private static final long HISTORY_SECONDS = 1800;
  private static final long TROUBLE_SECONDS = 400;
  private static final long STEP_SECONDS = 5;

  private final HttpServer server;
  private final long beginMillis = System.currentTimeMillis() - HISTORY_SECONDS * 1000;
  private volatile boolean open;

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

  /** Writes the past as a scraper of {@code job} would have, and answers from now on. */
  void openFor(Console console, String job) {
    String instance = uri().getAuthority();
    Map<Labels, List<Sample>> past = new LinkedHashMap<>();
    for (long s = 0; s < HISTORY_SECONDS; s += STEP_SECONDS) {
      long time = beginMillis + s * 1000;
      series((double) s)
          .forEach(
              (labels, value) ->
                  past.computeIfAbsent(labels, l -> new ArrayList<>())
                      .add(new Sample(time, value)));
    }
    WriteRequest request = new WriteRequest();
    past.forEach(
        (labels, samples) ->
            request.series(labels.with("job", job).with("instance", instance), samples));
    assertThat(request.sendTo(console.uri()).statusCode()).isEqualTo(204);
    open = true;
  }

  private static Map<Labels, Double> series(double s) {
    Map<Labels, Double> all = new LinkedHashMap<>();
    double trouble = Math.max(0, s - (HISTORY_SECONDS - TROUBLE_SECONDS));
    double served = 9 * s + 240 * Math.sin(s / 150) + 900;
    double failed = 0.02 * s + 1.4 * trouble;
    all.put(requests("200"), Math.floor(served));
    all.put(requests("503"), Math.floor(failed));
    double ended = Math.floor(served) + Math.floor(failed);
    double slow = 0.6 * s + 40 * Math.sin(s / 90) + 100 + 2 * trouble;
    String name = "http_request_duration_seconds";
    all.put(route(name + "_bucket").with("le", "0.1"), Math.max(0, ended - Math.floor(slow)));
    all.put(route(name + "_bucket").with("le", "2.5"), ended);
    all.put(route(name + "_bucket").with("le", "+Inf"), ended);
    all.put(route(name + "_sum"), ended * 0.2);
    all.put(route(name + "_count"), ended);
    all.put(Labels.of("__name__", "sessions_active"), Math.floor(9 + 4 * Math.sin(s / 200)));
    all.put(
        Labels.of("__name__", "ai_cost_cents_total", "model", "m", "provider", "p", "tier", "pro"),
        s * 0.21);
    return all;
  }

  private static Labels requests(String status) {
    return route("http_requests_total").with("status", status);
  }

  private static Labels route(String name) {
    return Labels.of("__name__", name, "method", "GET", "path", "/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    double seconds = (System.currentTimeMillis() - beginMillis) / 1000.0;
    byte[] body = open ? text(seconds).getBytes(StandardCharsets.UTF_8) : new byte[0];
    exchange
        .getResponseHeaders()
        .set("Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8");
    exchange.sendResponseHeaders(open ? 200 : 503, open ? body.length : -1);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String text(double seconds) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("http_requests", "counter Requests that have ended.");
    about.put("http_request_duration_seconds", "histogram Time from a request's start to its end.");
    about.put("sessions_active", "gauge Sessions that are open.");
    about.put("ai_cost_cents", "counter Cost of AI calls in US cents.");
    StringBuilder text = new StringBuilder();
    about.forEach(
        (family, typeAndHelp) -> {
          String[] parts = typeAndHelp.split(" ", 2);
          text.append("# TYPE ").append(family).append(' ').append(parts[0]).append('\n');
          text.append("# HELP ").append(family).append(' ').append(parts[1]).append('\n');
          series(seconds)
              .forEach(
                  (labels, value) -> {
                    if (labels.metricName().startsWith(family)) {
                      text.append(line(labels, value));
                    }
                  });
        });
    return text.append("# EOF\n").toString();
  }

  private static String line(Labels labels, double value) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.name(i).equals("__name__")) {
        pairs.add(labels.name(i) + "=\"" + labels.value(i) + "\"");
      }
    }
    String exemplar =
        "2.5".equals(labels.get("le"))
            ? " # {trace_id=\"%s\",span_id=\"0000000000000001\"} 1.84 %.3f"
                .formatted(SampleTelemetry.MESSAGE_TRACE, System.currentTimeMillis() / 1000.0)
            : "";
    String set = pairs.isEmpty() ? "" : "{" + String.join(",", pairs) + "}";
    return labels.metricName()
        + set
        + " "
        + String.format(Locale.ROOT, "%.3f", value)
        + exemplar
        + "\n";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
