package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dashboards in a real browser: Grafana's JSON, drawn panel by panel. */
@ExtendWith(PageExtension.class)
class DashboardsPageTest {

  private static final String DONE =
      "document.querySelectorAll('dash-panel').length === %d"
          + " && ![...document.querySelectorAll('.panel-body')].some(b => b.innerText.includes('Loading'))";

  /** How many figures stand under the next one of their row. */
  private static final String COVERED_CELLS =
      """
      [...document.querySelectorAll('dash-panel td.num + td.num')].filter(td =>
        td.previousElementSibling.getBoundingClientRect().right > td.getBoundingClientRect().left + 1).length""";

  /** How much of its panel's width a line's own words have. */
  private static final String LINES_TEXT_SHARE =
      "(l => l.querySelector('.body').clientWidth / l.clientWidth)(document.querySelector('dash-panel .line'))";

  @ParameterizedTest
  @CsvSource({"1400,light", "390,dark"})
  void everyKindOfPanel_isDrawn(int width, String scheme, RunningPage page) {
    page.browser.size(width, 2600, scheme);
    page.open("#/dashboards/all-panels");
    page.browser.await(DONE.formatted(11));
    page.browser.await("document.querySelectorAll('dash-panel canvas').length >= 5");

    assertThat(panel(page, "Answer")).contains("42 s");
    assertThat(panel(page, "Bars")).contains("openai", "3", "anthropic", "1");
    assertThat(panel(page, "Shares")).contains("75%", "25%");
    assertThat(panel(page, "Up")).contains("choice-sherpa", "Max");
    assertThat(panel(page, "Rows").replaceAll("\\s+", " "))
        .contains("Provider Once Ten times openai 3 30 anthropic 1 1");
    assertThat(panel(page, "Lines")).contains("could not be delivered: <b>the client</b>");
    assertThat(panel(page, "Traces")).contains("Service", "POST /api/", "choice-sherpa");
    assertThat(
            page.browser
                .eval("document.querySelector('[aria-label=Bars] .meter i').clientWidth")
                .asInt())
        .isPositive();
    page.fitsTheWindow();
    assertThat(page.browser.eval(COVERED_CELLS).asInt()).isZero();
    assertThat(page.browser.eval(LINES_TEXT_SHARE).asDouble()).isGreaterThan(0.4);
    // The picture ends where the dashboard does.
    String bottom =
        "Math.ceil(document.querySelector('dashboard-view').getBoundingClientRect().bottom)";
    page.browser.size(width, page.browser.eval(bottom).asInt() + 16, scheme);
    page.screenshot("dashboard-%d-%s".formatted(width, scheme));
    page.leave();
  }

  @Test
  void namesOfAnnotations_standUnderEachOther(RunningPage page) {
    String chart = "document.querySelector('[aria-label=Up] time-chart')";
    page.open("#/dashboards/all-panels");
    page.browser.await(chart + "?.canvas?.chart");
    page.browser.eval(
        """
        (chart => {
          const {start, end} = chart.range;
          const near = end - (end - start) / 50;
          chart.regions = ['HighErrorRate', 'HighErrorRate', 'SlowResponses'].map(label => ({start: near, end, label}));
        })(%s)"""
            .formatted(chart));
    String areas = chart + ".canvas.chart.getOption().series.at(-1).markArea?.data";
    page.browser.await(areas + "?.length === 3");

    assertThat(page.browser.eval(areas + ".map(([a]) => a.name).join()").asText())
        .isEqualTo("HighErrorRate,,SlowResponses");
    assertThat(
            page.browser
                .eval(areas + ".map(([a]) => a.label.position + a.label.offset[1]).join()")
                .asText())
        .isEqualTo("insideTopRight0,insideTopRight0,insideTopRight14");
  }

  @Test
  void annotationsOfOneAlert_coverATimeOnce(RunningPage page) {
    page.open("#/dashboards/all-panels");
    page.browser.await("document.querySelector('dashboard-view')");
    page.browser.eval(
        """
        import('/app/js/dashboards/dashboard-view.js').then(({united}) => {
          const at = (label, start, end) => ({label, start, end, color: 'red'});
          window.covered = united([at('A', 5, 9), at('A', 1, 6), at('B', 2, 3), at('A', 20, 30)])
            .map(r => r.label + r.start + '-' + r.end).join();
        })""");
    page.browser.await("window.covered");

    assertThat(page.browser.eval("window.covered").asText()).isEqualTo("A1-9,B2-3,A20-30");
  }

  @Test
  void whatIsNotDrawn_isListedOnThePanel(RunningPage page) {
    page.browser.size(1400, 2600, "light");
    page.open("#/dashboards/all-panels");
    page.browser.await(DONE.formatted(11));
    assertThat(
            page.browser
                .eval("document.querySelector('[aria-label=Odd] .missing ul').textContent")
                .asText())
        .contains("The option sparkles is not heeded.")
        .contains("The field setting custom.neon is not heeded.")
        .contains("The unit furlongs is shown as it is written.")
        .contains("Repeating for each tier is not done");
    assertThat(page.browser.text("[aria-label=Odd] [role=alert]")).contains("no_such_function");
    assertThat(
            page.browser
                .eval("document.querySelectorAll('[aria-label=Answer] .missing').length")
                .asInt())
        .isZero();

    page.browser.eval(
        "[...document.querySelectorAll('.dash-row button')].find(b => b.innerText.startsWith('Folded')).click()");
    page.browser.await(
        "document.querySelector('[aria-label=\"Not here\"]')?.innerText.includes('Loading') === false");
    assertThat(panel(page, "Not here")).contains("Panels of type nodeGraph are not drawn here.");
    page.browser.await("document.querySelector('[aria-label=Words] .text-panel')");
    // Markup of a dashboard is text like any other.
    assertThat(panel(page, "Words")).contains("<img src=x onerror=alert(1)>", "free");
    assertThat(
            page.browser.eval("document.querySelectorAll('[aria-label=Words] img').length").asInt())
        .isZero();
    page.leave();
  }

  @Test
  void variable_thatIsChosen_standsInTheAddressAndInTheQueries(RunningPage page) {
    page.browser.size(1400, 2600, "light");
    page.open("#/dashboards/all-panels");
    page.browser.await(DONE.formatted(11));
    assertThat(said(page, "Chosen")).containsExactly("free: 5");
    page.browser.eval(
        "(() => { const s = document.querySelector('.variables select'); s.value = 'pro'; s.dispatchEvent(new Event('change')); })()");
    page.browser.await("location.hash.includes('var-tier=pro')");
    page.browser.await(
        "document.querySelector('[aria-label=Chosen] .sr-only')?.textContent.includes('pro: 7')");
    page.leave();
  }

  @Test
  void linkOfAPanel_leadsToTheConsolesOwnPages(RunningPage page) {
    page.browser.size(1400, 1400, "light");
    page.open("#/dashboards/all-panels");
    page.browser.await("document.querySelector('[aria-label=Answer] .links a')");
    JsonNode links =
        page.browser.eval(
            "[...document.querySelectorAll('[aria-label=Answer] .links a')].map(a => a.getAttribute('href')).join(' ')");
    assertThat(links.asText())
        .startsWith("#/traces?")
        .contains("service=choice-sherpa", "errors=true")
        .doesNotContain("javascript");
    page.leave();
  }

  @Test
  void list_namesEveryDashboardAndWhatIsWrongWithOne(RunningPage page) {
    page.open("#/dashboards");
    page.browser.await("document.querySelectorAll('.dash-list .card').length === 2");
    assertThat(page.browser.text(".dash-list"))
        .contains("All panels", "One of each <b>kind</b>.", "13 panels", "broken", "end-of-input");
    page.browser.click(".dash-list a[href='#/dashboards/all-panels']");
    page.browser.await("document.querySelector('dashboard-view')");
    page.browser.press("Escape");
    page.browser.await("location.hash === '#/dashboards'");
    page.open("#/dashboards/none");
    page.browser.await("document.querySelector('.unavailable')");
    assertThat(page.browser.text(".unavailable")).contains("there is no dashboard none");
    page.leave();
  }

  private static String panel(RunningPage page, String title) {
    return page.browser.text("[aria-label='" + title + "']");
  }

  private static java.util.List<String> said(RunningPage page, String title) {
    return java.util.List.of(
        page.browser
            .eval(
                "[...document.querySelectorAll('[aria-label=\""
                    + title
                    + "\"] .sr-only li')].map(l => l.textContent).join('|')")
            .asText()
            .split("\\|"));
  }
}
