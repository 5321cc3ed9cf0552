package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors in a real browser, from the list to the trace and the line of the cause. */
@ExtendWith(PageExtension.class)
class ErrorsPageTest {

  @ParameterizedTest
  @CsvSource({"1400,light", "390,dark"})
  void error_leadsFromTheListToItsTraceAndItsLine(int width, String scheme, RunningPage page) {
    page.browser.size(width, 900, scheme);
    page.open("#/errors");
    page.browser.await("document.querySelector('.errors-list a')");
    assertThat(page.browser.text(".errors-list"))
        .contains("could not be delivered: <b>the client</b>");
    page.fitsTheWindow();
    page.screenshot("errors-%d-%s".formatted(width, scheme));
    page.browser.press("j");
    page.browser.press("Enter");
    page.browser.await("document.querySelector('error-view h1')");
    page.browser.await("document.querySelector('.error-chart canvas')");

    assertThat(page.browser.text("error-view")).contains("1 time", "notifications");
    page.fitsTheWindow();
    page.screenshot("error-%d-%s".formatted(width, scheme));
    page.browser.click("error-view a[href='#/traces/" + SampleTelemetry.MESSAGE_TRACE + "']");
    page.browser.await("document.querySelector('.span-row')");
    page.browser.await(
        "[...document.querySelectorAll('.log')].some(l => l.innerText.includes('could not be delivered'))");
    page.browser.eval("history.back()");
    page.browser.await("document.querySelector('error-view h1')");
    page.browser.press("Escape");
    page.browser.await("location.hash === '#/errors'");
  }

  @Test
  void unknownError_isNamed(RunningPage page) {
    page.open("#/errors/0000000000000000");
    page.browser.await("document.querySelector('.unavailable')");
    assertThat(page.browser.complaints).allMatch(text -> text.contains("404"));
    page.leave();
  }
}
