package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScrapeTest {

  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private HttpServer target;
  private volatile String exposition = "";
  private volatile String contentType = "text/plain";
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();

  @BeforeEach
  void startTarget() throws IOException {
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext(
        "/metrics",
        exchange -> {
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          ByteArrayOutputStream body = new ByteArrayOutputStream();
          try (OutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write(
                exposition
                    .replace("%d", Integer.toString(requests.incrementAndGet() * 10))
                    .getBytes(StandardCharsets.UTF_8));
          }
          accepted.add(String.valueOf(exchange.getRequestHeaders().getFirst("Accept")));
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.getResponseHeaders().add("Content-Type", contentType);
          exchange.sendResponseHeaders(200, body.size());
          exchange.getResponseBody().write(body.toByteArray());
          exchange.close();
        });
    target.start();
  }

  @AfterEach
  void stopTarget() {
    target.stop(0);
  }

  private Console console() {
    URI uri = URI.create("http://127.0.0.1:" + target.getAddress().getPort() + "/metrics");
    return Console.start(
        TestConsole.config()
            .scrapeTarget("shop", uri)
            .scrapeTarget("gone", URI.create("http://127.0.0.1:1/metrics"))
            .scrapeIntervalSeconds(1)
            .scrapeToken("scrape-secret")
            .build());
  }

  private static JsonNode targets(Console console) {
    return Http.json(console.uri().resolve("/api/v1/targets")).at("/data/activeTargets");
  }

  @Test
  void targets_inPrometheusShape() {
    exposition = "up_and 1\n";
    try (Console console = console()) {
      Await.until("scraped", () -> targets(console).at("/0/health").asText().equals("up"));
      Await.until("tried", () -> targets(console).at("/1/health").asText().equals("down"));
      JsonNode answer = Http.json(console.uri().resolve("/api/v1/targets"));
      String address = "127.0.0.1:" + target.getAddress().getPort();

      assertThat(answer.at("/status").asText()).isEqualTo("success");
      JsonNode up = answer.at("/data/activeTargets/0");
      assertThat(up.at("/labels"))
          .isEqualTo(Http.parse("{\"instance\":\"" + address + "\",\"job\":\"shop\"}"));
      assertThat(up.at("/discoveredLabels/__address__").asText()).isEqualTo(address);
      assertThat(up.at("/scrapeUrl").asText()).isEqualTo("http://" + address + "/metrics");
      assertThat(up.at("/lastError").asText()).isEmpty();
      assertThat(up.at("/lastScrape").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
      assertThat(up.at("/scrapeInterval").asText()).isEqualTo("1s");
      assertThat(answer.at("/data/activeTargets/1/lastError").asText())
          .isEqualTo("cannot connect to 127.0.0.1:1");
      assertThat(answer.at("/data/droppedTargets").isArray()).isTrue();
    }
    assertThat(authorizations).contains("Bearer scrape-secret");
  }

  @Test
  void requestCounters_becomeRequestsPerSecondAndErrorShare() {
    exposition =
        """
        # TYPE http_requests_total counter
        http_requests_total{method="GET",path="/",status="200"} %d
        http_requests_total{method="GET",path="/",status="503"} %d
        """;
    try (Console console = console()) {
      URI overview = console.uri().resolve("/console/api/overview");
      Await.until("two scrapes", () -> Http.json(overview).at("/traffic/0/history").size() >= 1);
      JsonNode traffic = Http.json(overview).at("/traffic/0");

      assertThat(traffic.at("/job").asText()).isEqualTo("shop");
      assertThat(traffic.at("/requests_per_second").asDouble()).isBetween(5.0, 40.0);
      assertThat(traffic.at("/error_share").asDouble()).isEqualTo(0.5);
    }
  }

  @Test
  void brokenExposition_targetIsDownAndToldWhere() {
    exposition = "good 1\nbad{ 2\n";
    try (Console console = console()) {
      Await.until("scraped", () -> targets(console).at("/0/health").asText().equals("down"));
      assertThat(targets(console).at("/0/lastError").asText()).startsWith("line 2, column ");
    }
  }

  @Test
  void seriesThatVanishes_isStaleAtOnce() {
    exposition = "stays 1\nvanishes 2\n";
    try (Console console = console()) {
      Await.until("there", () -> Promql.value(console, "vanishes{job=\"shop\"}").equals("2"));
      assertThat(Promql.value(console, "scrape_samples_scraped{job=\"shop\"}")).isEqualTo("2");
      exposition = "stays 1\n";
      Await.until("gone", () -> Promql.value(console, "vanishes").equals("[]"));
      assertThat(Promql.value(console, "stays")).isEqualTo("1");

      exposition = "broken{\n";
      Await.until("all gone", () -> Promql.value(console, "stays").equals("[]"));
      assertThat(Promql.value(console, "up{job=\"shop\"}")).isEqualTo("0");
    }
  }

  @Test
  void moreSamplesThanTheLimit_noneIsKept() {
    exposition = "a 1\nb 1\nc 1\n";
    URI uri = URI.create("http://127.0.0.1:" + target.getAddress().getPort() + "/metrics");
    try (Console console =
        Console.start(
            TestConsole.config()
                .scrapeTarget("shop", uri)
                .scrapeIntervalSeconds(1)
                .scrapeSampleLimit(2)
                .build())) {
      Await.until("scraped", () -> targets(console).at("/0/health").asText().equals("down"));
      assertThat(targets(console).at("/0/lastError").asText()).isEqualTo("more than 2 samples");
      assertThat(Promql.value(console, "a")).isEqualTo("[]");
    }
  }

  @Test
  void metadataAndOwnTimes_areKept() {
    long time = System.currentTimeMillis() - 20_000;
    exposition = "# HELP timed Said \\\\ done.\n# TYPE timed gauge\ntimed 5 " + time + "\n";
    try (Console console = console()) {
      Await.until("there", () -> Promql.value(console, "timed").equals("5"));
      assertThat(Promql.value(console, "timestamp(timed) * 1000")).isEqualTo(Long.toString(time));
      assertThat(
              Http.json(console.uri().resolve("/api/v1/metadata?metric=timed"))
                  .at("/data/timed/0")
                  .toString())
          .isEqualTo("{\"type\":\"gauge\",\"help\":\"Said \\\\ done.\",\"unit\":\"\"}");
    }
  }

  @Test
  void floodOfSeries_staysUnderTheLimitAndIsCounted() {
    StringBuilder flood = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      flood.append("flood{n=\"%d-").append(i).append("\"} 1\n");
    }
    exposition = flood.toString();
    URI uri = URI.create("http://127.0.0.1:" + target.getAddress().getPort() + "/metrics");
    try (Console console =
        Console.start(
            TestConsole.config()
                .scrapeTarget("shop", uri)
                .scrapeIntervalSeconds(1)
                .maxSeries(1_000)
                .build())) {
      Await.until("scraped", () -> targets(console).at("/0/health").asText().equals("up"));
      Await.until("again", () -> requests.get() > 2);
      JsonNode overview = Http.json(console.uri().resolve("/console/api/overview"));
      assertThat(overview.at("/series_held").asInt()).isEqualTo(1_000);
      assertThat(overview.at("/samples/refused").asInt()).isGreaterThan(2_000);
    }
  }

  private void expose(String body) {
    contentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    exposition = body + "# EOF\n";
  }

  @Test
  void counterThatIsSeenLate_countsFromZeroAtItsCreatedTime() {
    expose("# TYPE ready gauge\nready 1\n");
    try (Console console = console()) {
      Await.until("scraped", () -> Promql.value(console, "ready").equals("1"));
      expose(
          """
          # TYPE http_requests counter
          http_requests_total{path="/new",status="503"} 50
          http_requests_created{path="/new",status="503"} %s
          """
              .formatted(seconds(System.currentTimeMillis())));
      int seen = requests.get();
      Await.until("scraped again", () -> requests.get() > seen + 2);
      Await.until("there", () -> Promql.value(console, "http_requests_total").equals("50"));

      assertThat(Double.parseDouble(Promql.value(console, "increase(http_requests_total[5m])")))
          .isBetween(50.0, 100.0);
      assertThat(Promql.value(console, "min_over_time(http_requests_total[5m])")).isEqualTo("0");
      assertThat(Promql.value(console, "{__name__=~\".*_created\"}")).isEqualTo("[]");
      assertThat(Promql.value(console, "scrape_samples_scraped{job=\"shop\"}")).isEqualTo("1");
    }
    assertThat(accepted)
        .first()
        .asString()
        .startsWith("application/openmetrics-text;version=1.0.0;created=true;")
        .contains(",application/openmetrics-text;version=1.0.0;q=");
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }
}
