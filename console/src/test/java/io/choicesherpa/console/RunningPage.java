package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.console.alerting.AlertingSettings;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A console with a service's life in it, and a browser that looks at it. */
final class RunningPage implements AutoCloseable {

  /** With {@code -Dscreenshots=true} the pictures of {@code docs/console.md} are made anew. */
  private static final boolean FOR_DOCS = Boolean.getBoolean("screenshots");

  private static final Path DOCS = Path.of("..", "docs", "images");
  private static final Path TARGET = Path.of("target", "screenshots");

  final Console console;
  final Browser browser;

  /** When the sample telemetry ends. */
  final long sampleMillis;

  private final MetricsTarget target;

  RunningPage(Path chromium) {
    target = MetricsTarget.start();
    console =
        Console.start(
            TestConsole.config()
                .scrapeTarget("choice-sherpa", target.uri())
                .scrapeTarget("ai-server", URI.create("http://127.0.0.1:1/metrics"))
                .scrapeIntervalSeconds(1)
                .alerting(alerting())
                .dashboardDirectory(resource("page-dashboards"))
                .build());
    target.openFor(console, "choice-sherpa");
    sampleMillis = System.currentTimeMillis();
    SampleTelemetry sample = new SampleTelemetry(console, sampleMillis);
    sample.large(200);
    sample.traffic(60);
    sample.orphan();
    sample.message();
    browser = Browser.open(chromium).enable();
  }

  /** Rules of which one fires as soon as there are rates. */
  private static AlertingSettings alerting() {
    Path file = resource("page-rules.yml");
    return new AlertingSettings(
        List.of(file),
        1,
        List.of(),
        List.of(),
        file.resolveSibling("page-runbooks"),
        null,
        Map.of());
  }

  private static Path resource(String name) {
    URL url = RunningPage.class.getResource(name);
    if (url == null) {
      throw new IllegalStateException(name + " is missing");
    }
    return Path.of(URI.create(url.toString()));
  }

  /** As a test finds it: wide and light, with nothing to answer for. */
  void reset() {
    leave();
    browser.size(1400, 900, "light");
  }

  /** Goes away from what is shown, with nothing to answer for afterwards. */
  void leave() {
    browser.go(URI.create("about:blank"));
    browser.await("location.href === 'about:blank'");
    browser.complaints.clear();
    browser.requests.clear();
  }

  void complainedAboutNothingAndAskedNobodyElse() {
    assertThat(browser.complaints).isEmpty();
    assertThat(browser.requests)
        .allMatch(url -> url.startsWith(console.uri() + "/") || url.equals("about:blank"));
  }

  /** Opens an address such as {@code #/traces}. */
  void open(String hash) {
    browser.go(URI.create(console.uri() + "/" + hash));
  }

  void openMessageTrace() {
    open("#/traces/" + SampleTelemetry.MESSAGE_TRACE);
    browser.await("document.querySelectorAll('.span-row').length === 11");
    browser.await("document.querySelectorAll('.log').length === 8");
  }

  void fitsTheWindow() {
    assertThat(browser.eval("document.documentElement.scrollWidth - window.innerWidth").asInt())
        .isLessThanOrEqualTo(0);
  }

  /** Types into what has the focus. */
  void type(String text) {
    browser.call("Input.insertText", Map.of("text", text));
  }

  String hash() {
    return browser.eval("location.hash").asText();
  }

  /**
   * Leaves a picture in {@code target/screenshots}. The documentation shows the wide light and the
   * narrow dark ones.
   */
  void screenshot(String name) {
    browser.screenshot(TARGET.resolve(name + ".png"));
    if (FOR_DOCS && name.endsWith("-1400-light")) {
      browser.screenshot(DOCS.resolve(name.replace("-1400-light", "") + ".png"));
    } else if (FOR_DOCS && name.endsWith("-390-dark")) {
      browser.screenshot(DOCS.resolve(name.replace("-390-dark", "-phone") + ".png"));
    }
  }

  @Override
  public void close() {
    browser.close();
    console.close();
    target.close();
  }
}
