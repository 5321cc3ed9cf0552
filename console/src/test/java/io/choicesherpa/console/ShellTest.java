package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for all pages: navigation, time, keys, theme. */
@ExtendWith(PageExtension.class)
class ShellTest {

  @ParameterizedTest
  @CsvSource({"t,#/traces", "l,#/logs", "m,#/metrics", "a,#/alerts", "e,#/errors", "i,#/intake"})
  void keys_leadToEachPageAndBackWithTheHistory(String key, String address, RunningPage page) {
    page.open("#/intake?refresh=off");
    page.browser.await("document.querySelector('intake-page h1')");
    page.browser.press("g");
    page.browser.press(key);
    page.browser.await("location.hash === '" + address + "?refresh=off'");
    page.browser.await(
        "document.querySelector('app-nav [aria-current=page]')?.getAttribute('href').startsWith('"
            + address
            + "')");
    page.browser.press("g");
    page.browser.press("o");
    page.browser.await("location.hash === '#/?refresh=off'");
    page.browser.eval("history.back()");
    page.browser.await("location.hash === '" + address + "?refresh=off'");
    page.leave();
  }

  @Test
  void timeRange_whenChosenStandsInTheAddressAndGoesAlong(RunningPage page) {
    page.open("#/traces");
    page.browser.await("document.querySelector('tbody a')");
    page.browser.click("#time-range");
    page.browser.await("document.querySelector('.picker .sheet')");
    page.browser.click(".picker li:nth-child(6) button");
    page.browser.await("location.hash === '#/traces?from=now-6h'");
    assertThat(page.browser.text("#time-range")).isEqualTo("Last 6 hours");
    page.browser.press("g");
    page.browser.press("i");
    page.browser.await("location.hash === '#/intake?from=now-6h'");
  }

  @Test
  void timeRange_wrongTextIsNamed(RunningPage page) {
    page.open("#/traces");
    page.browser.await("document.querySelector('tbody a')");
    page.browser.click("#time-range");
    page.browser.click(".picker input[name=from]");
    page.browser.eval("document.activeElement.select()");
    page.type("yesterday");
    page.browser.press("Enter");
    page.browser.await(
        "document.querySelector('.picker .hint').innerText === 'yesterday is no time'");
    page.browser.press("Escape");
    page.browser.await("!document.querySelector('.picker .sheet')");
    assertThat(page.browser.eval("document.activeElement.id").asText()).isEqualTo("time-range");
  }

  @Test
  void chart_whenDraggedOverChoosesTheRange(RunningPage page) {
    page.open("#/traces");
    page.browser.await("document.querySelector('.scatter canvas')");
    page.browser.drag(".scatter .plot", 0.3, 0.6);
    page.browser.await("/^#.traces.from=[0-9]{13}&to=[0-9]{13}$/.test(location.hash)");
    page.browser.eval("history.back()");
    page.browser.await("location.hash === '#/traces'");
  }

  @Test
  void help_opensByKeyAndClosesByEscape(RunningPage page) {
    page.open("#/intake");
    page.browser.await("document.querySelector('intake-page h1')");
    page.browser.press("?");
    page.browser.await("document.querySelector('dialog[open]')");
    assertThat(page.browser.text("dialog")).contains("Overview", "Next row", "Choose a time range");
    page.browser.press("Escape");
    page.browser.await("!document.querySelector('dialog[open]')");
  }

  @Test
  void theme_isTurnedByItsButton(RunningPage page) {
    page.open("#/intake");
    page.browser.await("document.querySelector('intake-page h1')");
    String ground = "getComputedStyle(document.documentElement).backgroundColor";
    String light = page.browser.eval(ground).asText();
    page.browser.click("app-nav .foot .button:last-child"); // light
    page.browser.click("app-nav .foot .button:last-child"); // dark
    assertThat(page.browser.eval(ground).asText()).isNotEqualTo(light);
    page.browser.click("app-nav .foot .button:last-child"); // as the system has it
    assertThat(page.browser.eval(ground).asText()).isEqualTo(light);
  }

  @Test
  void phone_hasItsPagesBehindTheMenuButton(RunningPage page) {
    page.browser.size(390, 800, "light");
    page.open("#/intake");
    page.browser.await("document.querySelector('intake-page h1')");
    assertThat(page.browser.eval("document.querySelector('app-nav').offsetHeight").asInt())
        .isZero();
    page.browser.click(".menu");
    page.browser.await("document.querySelector('app-nav').offsetHeight > 0");
    page.browser.click("app-nav a[href='#/traces']");
    page.browser.await("document.querySelector('tbody a')");
    assertThat(page.browser.eval("document.querySelector('app-nav').offsetHeight").asInt())
        .isZero();
    page.fitsTheWindow();
  }

  @Test
  void unknownAddress_isNamed(RunningPage page) {
    page.open("#/nowhere");
    page.browser.await("document.querySelector('.empty')?.innerText.includes('#/nowhere')");
  }

  @Test
  void everyControl_hasAName(RunningPage page) {
    page.open("#/traces");
    page.browser.await("document.querySelector('tbody a')");
    assertThat(page.browser.namelessControls()).isEmpty();
  }
}
