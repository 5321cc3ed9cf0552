package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts in a real browser, and a person's path from a red one to the line of the cause. */
@ExtendWith(PageExtension.class)
class AlertsPageTest {

  private static void awaitFiring(RunningPage page) {
    Await.until(
        "HighErrorRate fires",
        () ->
            Http.json(page.console.uri().resolve("/console/api/alerts"))
                .at("/alerts/0/state")
                .asText()
                .equals("firing"));
  }

  @ParameterizedTest
  @CsvSource({"1400,light", "1400,dark", "390,light", "390,dark"})
  void alerts_areListedByState(int width, String scheme, RunningPage page) {
    awaitFiring(page);
    page.browser.size(width, 800, scheme);
    page.open("#/alerts");
    page.browser.await("document.querySelector('alerts-page .badge.firing')");

    assertThat(page.browser.text("alerts-page"))
        .contains(
            "HighErrorRate",
            "High error rate of choice-sherpa",
            "SlowResponses",
            "1 recording rule");
    page.fitsTheWindow();
    page.screenshot("alerts-%d-%s".formatted(width, scheme));
    page.browser.eval(
        "[...document.querySelectorAll('.tabs button')].find(b => b.innerText.startsWith('inactive')).click()");
    page.browser.await("!document.querySelector('alerts-page .badge.firing')");
    assertThat(page.hash()).isEqualTo("#/alerts?state=inactive");
  }

  @ParameterizedTest
  @CsvSource({"1400,light", "1400,dark", "390,light", "390,dark"})
  void alert_tellsWhyItFiresAndWhatToDo(int width, String scheme, RunningPage page) {
    awaitFiring(page);
    page.browser.size(width, 1000, scheme);
    page.open("#/alerts/HighErrorRate");
    page.browser.await("document.querySelector('alert-view .live-value .bad-text')");
    page.browser.await("document.querySelector('alert-view time-chart canvas')");
    page.browser.await("document.querySelector('.prose h4')");

    assertThat(page.browser.text(".live-value")).contains("%", "> 5%");
    assertThat(page.browser.text("alert-view"))
        .contains(
            "Dashboard",
            "People see an error page.",
            "severity=critical",
            "job=choice-sherpa",
            "of the requests fail; <b>more</b>");
    page.fitsTheWindow();
    page.screenshot("alert-%d-%s".formatted(width, scheme));
  }

  @Test
  void alertOfSeveralRules_showsThemAll(RunningPage page) {
    page.open("#/alerts/SlowResponses");
    page.browser.await("document.querySelectorAll('alert-view .rule-head').length === 2");
    page.browser.await("document.querySelectorAll('alert-view time-chart canvas').length === 2");

    assertThat(page.browser.text("alert-view"))
        .contains(
            "2 rules of this name",
            "Slow responses",
            "Very slow responses",
            "severity=warning",
            "severity=critical",
            "for 5m",
            "the condition is > 10 s",
            "the condition is > 1 min");
    page.fitsTheWindow();
    page.screenshot("alert-rules");
  }

  @Test
  void runbook_isTextAndNeverMarkup(RunningPage page) {
    page.open("#/alerts/HighErrorRate");
    page.browser.await("document.querySelector('.prose pre')");

    assertThat(page.browser.text(".prose"))
        .contains("curl -s", "something behind it", "<script>this stays text</script>");
    assertThat(page.browser.eval("document.querySelectorAll('.prose script').length").asInt())
        .isZero();
    assertThat(
            page.browser
                .eval(
                    "[...document.querySelectorAll('.prose a')].map(a => a.getAttribute('href')).join()")
                .asText())
        .isEqualTo("#/traces?errors=true,#/alerts/SlowResponses,#/alerts/debug-failing-request");
    assertThat(page.browser.eval("document.querySelectorAll('.prose ol > li').length").asInt())
        .isEqualTo(2);
  }

  @Test
  void runbook_leadsToItsNeighbours(RunningPage page) {
    page.open("#/alerts/HighErrorRate");
    page.browser.await("document.querySelector('.prose pre')");
    page.browser.click(".prose a[href='#/alerts/debug-failing-request']");
    page.browser.await(
        "document.querySelector('alert-view').innerText.includes('A failing request')");
    assertThat(page.browser.text("alert-view")).doesNotContain("HighErrorRate");
    assertThat(page.browser.eval("document.querySelector('.prose ol').start").asInt())
        .as("the number of a list that goes on after a command")
        .isEqualTo(3);
    page.browser.eval("history.back()");
    page.browser.await("document.querySelector(\".prose a[href='#/alerts/SlowResponses']\")");
    page.browser.click(".prose a[href='#/alerts/SlowResponses']");
    page.browser.await(
        "document.querySelector('alert-view').innerText.includes('Answers take too long.')");
    page.browser.await("document.querySelectorAll('alert-view .rule-head').length === 2");
    assertThat(page.browser.complaints).allMatch(text -> text.contains("404"));
    page.leave();
  }

  @Test
  void series_sayWhatTheirAlertsSay(RunningPage page) {
    page.open("#/alerts/AnyRequests");
    page.browser.await("document.querySelectorAll('alert-view .behind').length >= 1");
    page.browser.await(
        "document.querySelector('alert-view').innerText.includes('Answers with 200 come.')");
    page.browser.await(
        "document.querySelector('alert-view').innerText.includes('Answers with 503 come.')");
  }

  @Test
  void silence_isMadeAndEnded(RunningPage page) {
    awaitFiring(page);
    page.open("#/alerts/HighErrorRate");
    page.browser.await("document.querySelector('.silence')");
    page.browser.click(".silence input[name=comment]");
    page.type("known, being mended");
    page.browser.press("Enter");
    page.browser.await(
        "document.querySelector('silence-form').innerText.includes('known, being mended')");
    page.browser.press("Escape");
    page.browser.press("Escape");
    page.browser.await("location.hash === '#/alerts'");
    page.browser.await("document.querySelector('alerts-page')?.innerText.includes('silenced')");
    page.browser.press("j");
    page.browser.press("Enter");
    page.browser.await("document.querySelector('silence-form .button.plain')");
    page.browser.click("silence-form .button.plain");
    page.browser.await("!document.querySelector('silence-form .button.plain')");
  }

  @Test
  void person_goesFromARedAlertToItsTraceToTheLineOfTheCause(RunningPage page) {
    awaitFiring(page);
    page.open("#/?from=now-5m");
    page.browser.await("document.querySelector('overview-page .badge.firing')");
    page.browser.click("overview-page a[href^='#/alerts/HighErrorRate']");
    page.browser.await("document.querySelector('alert-view .behind a')");
    page.browser.eval(
        "[...document.querySelectorAll('.behind a')].find(a => a.innerText.includes('Failed traces')).click()");
    page.browser.await(
        "document.querySelector(\"a[data-trace='" + SampleTelemetry.MESSAGE_TRACE + "']\")");
    page.browser.click("a[data-trace='" + SampleTelemetry.MESSAGE_TRACE + "']");
    page.browser.await("document.querySelector('.span-row .flag')");
    page.browser.click(".span-row:has(.flag) .text");
    page.browser.await("document.querySelector('.log.lit')");
    assertThat(page.browser.text(".log.lit")).contains("could not be delivered");
    page.browser.click(".log.lit button");
    page.browser.await("document.querySelector('.log .fields')");
  }

  @Test
  void unknownAlert_isNamed(RunningPage page) {
    page.open("#/alerts/Nothing");
    page.browser.await("document.querySelector('.unavailable')");
    assertThat(page.browser.complaints).allMatch(text -> text.contains("404"));
    page.leave();
  }
}
