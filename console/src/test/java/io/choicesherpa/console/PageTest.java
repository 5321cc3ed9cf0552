package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** The page in a real browser. Screenshots are left in {@code target/screenshots}. */
class PageTest {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String FAILED_SPAN = "000000000000000a";

  private static @Nullable Console started;
  private static @Nullable Browser opened;
  private static @Nullable HttpServer target;

  @BeforeAll
  static void start() throws IOException {
    Path executable = Browser.executable();
    if (executable == null) {
      String reason = "no Chromium on the path: the page was not tested";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason);
      }
      // The runner does not repeat why a whole class was skipped.
      LoggerFactory.getLogger(PageTest.class).warn(reason);
      assumeTrue(false, reason);
      return;
    }
    target = metricsTarget();
    Console console =
        Console.start(
            TestConsole.config()
                .scrapeTarget("choice-sherpa", metricsUri(target))
                .scrapeTarget("ai-server", URI.create("http://127.0.0.1:1/metrics"))
                .scrapeIntervalSeconds(1)
                .build());
    started = console;
    SampleTelemetry sample = new SampleTelemetry(console, System.currentTimeMillis());
    sample.large(200);
    sample.traffic(60);
    sample.orphan();
    sample.message();
    opened = Browser.open(executable).enable();
  }

  @AfterAll
  static void stop() {
    if (opened != null) {
      opened.close();
    }
    if (started != null) {
      started.close();
    }
    if (target != null) {
      target.stop(0);
    }
  }

  private static HttpServer metricsTarget() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger scrapes = new AtomicInteger();
    server.createContext(
        "/metrics",
        exchange -> {
          int n = scrapes.incrementAndGet();
          String text =
              "http_requests_total{method=\"GET\",path=\"/\",status=\"200\"} %d%n"
                      .formatted(n * 13 + (n % 5) * 3)
                  + "http_requests_total{method=\"GET\",path=\"/\",status=\"503\"} %d%n"
                      .formatted(n / 4);
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static URI metricsUri(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
  }

  private static Console console() {
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
  }

  private static Browser browser() {
    if (opened == null) {
      throw new IllegalStateException("not opened");
    }
    return opened;
  }

  @BeforeEach
  void wide() {
    browser().complaints.clear();
    browser().requests.clear();
    browser().size(1400, 900, "light");
    browser().go(URI.create("about:blank"));
  }

  @AfterEach
  void pageComplainedAboutNothingAndAskedNobodyElse() {
    assertThat(browser().complaints).isEmpty();
    assertThat(browser().requests)
        .allMatch(url -> url.startsWith(console().uri() + "/") || url.equals("about:blank"));
  }

  private static void open(String hash) {
    browser().go(URI.create(console().uri() + "/" + hash));
  }

  private static void openMessageTrace() {
    open("#/traces/" + SampleTelemetry.MESSAGE_TRACE);
    browser().await("document.querySelectorAll('.span-row').length === 11");
    browser().await("document.querySelectorAll('.log').length === 8");
  }

  private static void assertFitsTheWindow() {
    assertThat(browser().eval("document.documentElement.scrollWidth - window.innerWidth").asInt())
        .isLessThanOrEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({"1400,light", "1400,dark", "390,light", "390,dark"})
  void list_showsTracesAndTheServicesState(int width, String scheme) {
    browser().size(width, 900, scheme);
    open("");
    browser().await("document.querySelectorAll('tbody a').length === 63");
    browser().await("document.querySelector('.target .spark')");

    assertThat(browser().text("main")).contains("POST /api/conversations/{id}/messages", "503");
    assertThat(browser().text("status-header"))
        .contains("choice-sherpa", "req/s", "ai-server", "down", "433 spans", "8 logs");
    browser().await("document.querySelector('.dot.live')");
    assertFitsTheWindow();
    browser().screenshot(SCREENSHOTS.resolve("list-%d-%s.png".formatted(width, scheme)));
  }

  @ParameterizedTest
  @CsvSource({"1400,light", "1400,dark", "390,light", "390,dark"})
  void trace_showsSpansAndTheirLogLines(int width, String scheme) {
    browser().size(width, 1000, scheme);
    openMessageTrace();

    assertThat(browser().text("h1")).isEqualTo("POST /api/conversations/{id}/messages");
    assertThat(browser().text(".waterfall"))
        .contains("ai_completion", "INSERT messages", "publish_event");
    assertFitsTheWindow();
    browser().screenshot(SCREENSHOTS.resolve("trace-%d-%s.png".formatted(width, scheme)));
    browser().click(".span-row[data-span='" + FAILED_SPAN + "'] .text");
    browser().await("document.querySelector('.details')");
    assertFitsTheWindow();
    browser().screenshot(SCREENSHOTS.resolve("details-%d-%s.png".formatted(width, scheme)));
  }

  @Test
  void trace_barsAreInProportion() {
    openMessageTrace();
    String width =
        "document.querySelector(\".span-row[data-span='%s'] .bar\").getBoundingClientRect().width / document.querySelector('.span-row .time').getBoundingClientRect().width";
    assertThat(browser().eval(width.formatted("0000000000000005")).asDouble())
        .isCloseTo(1790.0 / 1899, Offset.offset(0.005));
  }

  @Test
  void log_markupFromTelemetryStaysText() {
    openMessageTrace();
    assertThat(browser().text(".log-list")).contains("<b>the client</b> has gone");
    assertThat(browser().eval("document.querySelectorAll('.log-list b').length").asInt()).isZero();
  }

  @Test
  void span_whenChosenShowsItsDetailsAndLightsItsLines() {
    openMessageTrace();
    browser().click(".span-row[data-span='" + FAILED_SPAN + "'] .text");
    browser().await("document.querySelector('.details')");

    assertThat(browser().text(".details"))
        .contains(
            "the WebSocket was closed by its client", "ClosedChannelException", "notifications");
    assertThat(browser().text(".log.lit")).contains("could not be delivered");
    assertThat(browser().eval("document.querySelectorAll('.log.lit').length").asInt()).isEqualTo(1);
    assertThat(
            browser().eval("document.querySelector('.link-row a').getAttribute('href')").asText())
        .isEqualTo("#/traces/" + SampleTelemetry.LARGE_TRACE + "/0000000000000001");
  }

  @Test
  void logLine_whenChosenShowsItsFieldsAndLightsItsSpan() {
    openMessageTrace();
    browser().click(".log:nth-child(5) button");
    browser().await("document.querySelector('.fields')");

    assertThat(browser().text(".fields")).contains("prompt_tokens", "812");
    assertThat(browser().text(".span-row.lit")).contains("ai_completion");
  }

  @Test
  void keyboard_leadsFromTheListIntoATraceAndBack() {
    open("");
    browser().await("document.querySelector('tbody a')");
    browser().press("/");
    browser().await("document.activeElement.id === 'search'");
    browser().call("Input.insertText", Map.of("text", "ai_compl"));
    browser().await("document.querySelectorAll('tbody a').length === 1");
    browser().press("Enter");
    browser()
        .await(
            "document.activeElement.getAttribute('href')?.endsWith('"
                + SampleTelemetry.MESSAGE_TRACE
                + "')");
    browser().press("Enter");
    browser().await("document.querySelector('.span-row')");
    browser().press("j");
    browser().await("document.activeElement.dataset.span === '0000000000000001'");
    browser().press("j");
    browser().await("document.activeElement.dataset.span === '0000000000000002'");
    browser().press("Enter");
    browser().await("document.querySelector('.details')?.innerText.includes('component_type')");
    browser().press("Escape");
    browser().await("!document.querySelector('.details')");
    browser().press("Escape");
    browser().await("document.querySelector('#search')?.value === 'ai_compl'");
    assertThat(browser().eval("location.hash").asText()).isEqualTo("#/?text=ai_compl");
  }

  @Test
  void filters_leaveOnlyWhatMatches() {
    open("#/?errors=true");
    browser().await("document.querySelectorAll('tbody a').length === 6");
    browser().go(URI.create("about:blank"));
    open("#/?min_duration=1.8s&text=messages");
    browser().await("document.querySelector('tbody a')");
    assertThat(
            browser()
                .eval(
                    "[...document.querySelectorAll('tbody .duration')].every(d => d.innerText.includes(' s'))")
                .asBoolean())
        .isTrue();
  }

  @Test
  void collapsedSpan_hidesAndCountsWhatLiesUnderIt() {
    openMessageTrace();
    browser().click(".span-row[data-span='0000000000000006'] .twist");
    browser().await("document.querySelectorAll('.span-row').length === 6");
    assertThat(browser().text(".span-row[data-span='0000000000000006']")).contains("+5");
  }

  @Test
  void largeTrace_isDrawnWhole() {
    browser().size(1400, 1000, "dark");
    open("#/traces/" + SampleTelemetry.LARGE_TRACE);
    browser().await("document.querySelectorAll('.span-row').length === 200");
    assertFitsTheWindow();
    browser().screenshot(SCREENSHOTS.resolve("large-1400-dark.png"));
    browser().size(390, 900, "light");
    assertFitsTheWindow();
    browser().screenshot(SCREENSHOTS.resolve("large-390-light.png"));
  }

  @Test
  void orphans_hangUnderAPlaceHolder() {
    open("#/traces/" + SampleTelemetry.ORPHAN_TRACE);
    browser().await("document.querySelectorAll('.span-row').length === 3");
    browser()
        .await(
            "document.querySelector('.span-row.missing')?.innerText.includes('span not received')");
    assertThat(browser().text(".marks")).contains("2 spans without their parent");
    browser().screenshot(SCREENSHOTS.resolve("orphan-1400-light.png"));
  }

  @Test
  void unknownTrace_appearsByItselfOnceItArrives() {
    String id = "00000000000000000000000000000e01";
    try (Console other = TestConsole.start()) {
      browser().go(URI.create(other.uri() + "/#/traces/" + id));
      browser().await("document.querySelector('main')?.innerText.includes('No such trace')");
      browser().await("document.querySelector('.dot.live')");
      TestConsole.sendTraces(
          other,
          Otlp.traces(
              Otlp.resource("late"),
              Otlp.span(
                      id,
                      "0000000000000001",
                      "",
                      "late_arrival",
                      System.currentTimeMillis() * Otlp.MILLI,
                      Otlp.MILLI)
                  .build()));
      browser().await("document.querySelector('h1')?.innerText === 'late_arrival'");
      assertThat(browser().text(".marks")).contains("spans may still be arriving");
      assertThat(browser().complaints).allMatch(text -> text.contains("404") && text.contains(id));
      leave();
    }
  }

  @Test
  void emptyStore_tellsHowToSendAndFillsByItself() {
    try (Console empty = TestConsole.start()) {
      browser().go(empty.uri());
      browser().await("document.querySelector('.dot.live')");
      browser()
          .await(
              "document.querySelector('.empty')?.innerText.includes('OTLP_ENDPOINT=http://127.0.0.1:"
                  + empty.otlpGrpcPort()
                  + "')");
      browser().screenshot(SCREENSHOTS.resolve("empty-1400-light.png"));
      TestConsole.sendTraces(
          empty,
          Otlp.traces(
              Otlp.resource("first"),
              Otlp.span(
                      "00000000000000000000000000000e02",
                      "0000000000000001",
                      "",
                      "hello",
                      System.currentTimeMillis() * Otlp.MILLI,
                      Otlp.MILLI)
                  .build()));
      browser().await("document.querySelector('tbody a')?.innerText === 'hello'");
    }
    browser().await("document.querySelector('.notice.bad')");
    browser().screenshot(SCREENSHOTS.resolve("lost-1400-light.png"));
    leave();
  }

  /** Leaves a console that is not the shared one, with nothing to answer for afterwards. */
  private static void leave() {
    browser().go(URI.create("about:blank"));
    browser().await("location.href === 'about:blank'");
    browser().complaints.clear();
    browser().requests.clear();
  }
}
