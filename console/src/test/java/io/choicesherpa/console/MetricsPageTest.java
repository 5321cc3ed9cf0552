package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metrics explorer in a real browser: completion, graph, table, mistakes, exemplars. */
@ExtendWith(PageExtension.class)
class MetricsPageTest {

  private static final String P95 =
      "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[1m])))";

  private static String address(String more, String... expressions) {
    StringBuilder address = new StringBuilder("#/metrics?from=now-15m" + more);
    for (String expression : expressions) {
      address.append("&expr=").append(URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }
    return address.toString();
  }

  /** Two scrapes make a rate. */
  private static void awaitRates(RunningPage page) {
    Await.until(
        "two scrapes",
        () ->
            !Http.json(
                    page.console
                        .uri()
                        .resolve("/api/v1/query?query=rate(http_requests_total%5B1m%5D)%20%3E%200"))
                .at("/data/result")
                .isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"1400,light", "1400,dark", "390,light", "390,dark"})
  void graph_drawsSeriesWithTheirValues(int width, String scheme, RunningPage page) {
    awaitRates(page);
    page.browser.size(width, 900, scheme);
    page.open(address("", "sum by (status) (rate(http_requests_total[1m]))"));
    page.browser.await("document.querySelectorAll('.legend tbody tr').length === 2");
    page.browser.await("document.querySelector('time-chart canvas')");

    assertThat(page.browser.text(".legend")).contains("{status=\"200\"}", "req/s");
    assertThat(page.browser.text(".says")).contains("2 series");
    page.fitsTheWindow();
    page.screenshot("metrics-%d-%s".formatted(width, scheme));
  }

  @Test
  void editor_completesMetricsLabelsAndValuesByKeysAlone(RunningPage page) {
    awaitRates(page);
    page.open("#/metrics");
    page.browser.await("document.querySelector('metric-browser tbody tr')");
    page.browser.press("/");
    page.type("sum(http_requests_t");
    page.browser.await(
        "document.querySelector('.completion .about')?.innerText.includes('Requests that have ended')");
    page.browser.press("Tab");
    page.type("{sta");
    page.browser.await("document.querySelector('.completion')?.innerText.includes('status')");
    page.browser.press("Tab");
    page.browser.await("document.querySelector('.completion')?.innerText.includes('503')");
    page.browser.press("ArrowDown");
    page.browser.press("Tab");
    page.type("})");
    page.browser.press("Enter");
    page.browser.await(
        "new URLSearchParams(location.hash.split('?')[1]).get('expr') === 'sum(http_requests_total{status=\"503\"})'");
    page.browser.await("document.querySelector('.says').innerText.includes('1 series')");
  }

  @Test
  void metric_whenPickedIsAskedByItsType(RunningPage page) {
    page.open("#/metrics");
    page.browser.await("document.querySelector('metric-browser tbody tr')");
    page.browser.click(".browser input");
    page.type("no such metric");
    page.browser.await("document.querySelectorAll('metric-browser tbody tr').length === 0");
    page.browser.eval("document.querySelector('.browser input').select()");
    page.type("http_request_duration");
    page.browser.await("document.querySelectorAll('metric-browser tbody tr').length === 1");
    page.browser.click("metric-browser tbody a");
    page.browser.await(
        "new URLSearchParams(location.hash.split('?')[1]).get('expr').startsWith('histogram_quantile(0.95')");
  }

  @Test
  void table_hasARowForEachSeries(RunningPage page) {
    page.open(address("&tab=table", "http_requests_total", "1 + 1"));
    page.browser.await("document.querySelectorAll('.list tbody tr').length === 2");
    page.browser.await("document.querySelector('.single')?.innerText.includes('2')");
    assertThat(page.browser.text(".scroll")).contains("choice-sherpa", "503");
    page.screenshot("metrics-table-1400-light");
  }

  @Test
  void mistake_isMarkedWhereItIs(RunningPage page) {
    page.open(address("", "sum(http_requests_total"));
    page.browser.await("document.querySelector('.wrong-text')");
    assertThat(page.browser.text(".wrong-text")).contains("1:");
    page.browser.await("document.querySelector('.paint .wrong')");
    page.browser.await("document.querySelector('textarea[aria-invalid=true]')");
    assertThat(page.browser.complaints).allMatch(text -> text.contains("400"));
    page.leave();
  }

  @Test
  void info_isShown(RunningPage page) {
    page.open(address("", "rate(sessions_active[1m])"));
    page.browser.await(
        "document.querySelector('.says')?.innerText.includes('might not be a counter')");
  }

  @Test
  void exemplar_opensItsTrace(RunningPage page) {
    awaitRates(page);
    page.open(address("", P95));
    page.browser.await(
        "document.querySelector('time-chart a[href^=\"#/traces/"
            + SampleTelemetry.MESSAGE_TRACE
            + "\"]')");
    page.browser.await("document.querySelector('time-chart canvas')");
    page.browser.await("document.querySelector('time-chart').series[0]?.points.some(p => p[1])");
    page.screenshot("exemplars-1400-light");
    page.browser.eval(
        "(() => {const c = document.querySelector('time-chart'); const e = c.exemplars.at(-1); const [x, y] = c.canvas.toPixel(e.time, Math.min(e.value, Math.max(...c.series[0].points.map(p => p[1])))); window.exemplarAt = [x, y]})()");
    page.browser.clickWithin("time-chart .canvas", "window.exemplarAt");
    page.browser.await(
        "location.hash.startsWith('#/traces/" + SampleTelemetry.MESSAGE_TRACE + "')");
  }

  @Test
  void chart_isReadByKeysAndAsATable(RunningPage page) {
    awaitRates(page);
    page.open(address("", "sum(sessions_active)"));
    page.browser.await("document.querySelector('time-chart canvas')");
    page.browser.await("document.querySelector('time-chart .sr-only td')?.innerText !== '–'");
    page.browser.eval("document.querySelector('time-chart .plot').focus()");
    page.browser.press("ArrowLeft");
    page.browser.await(
        "document.querySelector('.tip[role=status]')?.innerText.includes('sum(sessions_active)')");
  }
}
