package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first page in a real browser: figures, and where they lead. */
@ExtendWith(PageExtension.class)
class OverviewPageTest {

  private static void open(RunningPage page) {
    page.open("#/");
    page.browser.await("document.querySelector('overview-page .card')");
    page.browser.await(
        "[...document.querySelectorAll('.tile strong')].every(t => /[0-9]/.test(t.innerText))");
  }

  @ParameterizedTest
  @CsvSource({"1400,light", "1400,dark", "390,light", "390,dark"})
  void overview_showsHowTheServiceIs(int width, String scheme, RunningPage page) {
    page.browser.size(width, 1000, scheme);
    open(page);
    page.browser.await("document.querySelectorAll('time-chart canvas').length === 2");

    assertThat(page.browser.text(".tiles")).contains("req/s", "%", "$");
    assertThat(page.browser.text("overview-page"))
        .contains("nightly_report", "could not be delivered", "1 of 2 targets up");
    page.fitsTheWindow();
    page.screenshot("overview-%d-%s".formatted(width, scheme));
  }

  @Test
  void alertOfSeveralSeries_isOneRow(RunningPage page) {
    open(page);
    String rows =
        "[...document.querySelectorAll('overview-page a')].filter(a => a.innerText === 'AnyRequests')";
    page.browser.await(rows + "[0]?.closest('tr').innerText.includes('2 series')");
    assertThat(page.browser.eval(rows + ".length").asInt()).isOne();
  }

  @Test
  void figures_leadOn(RunningPage page) {
    open(page);
    page.browser.click(".tile");
    page.browser.await(
        "location.hash.startsWith('#/metrics?expr=sum%28rate%28http_requests_total')");
    page.browser.await("document.querySelector('metrics-page .queries')");
    page.browser.eval("history.back()");
    page.browser.await("!document.querySelector('metrics-page')");
    page.browser.await(
        "document.querySelector('a[href^=\"#/traces/" + SampleTelemetry.LARGE_TRACE + "\"]')");
    page.browser.click("a[href^='#/traces/" + SampleTelemetry.LARGE_TRACE + "']");
    page.browser.await("document.querySelectorAll('.span-row').length === 200");
  }

  @Test
  void chartLibrary_isOnlyFetchedByPagesWithCharts(RunningPage page) {
    page.open("#/intake");
    page.browser.await("document.querySelector('intake-page h1')");
    assertThat(page.browser.requests).noneMatch(url -> url.contains("echarts"));
  }
}
