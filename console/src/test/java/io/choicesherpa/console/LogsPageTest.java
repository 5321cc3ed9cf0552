package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.SeverityNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Log lines in a real browser: search, levels, fields, context, tail. */
@ExtendWith(PageExtension.class)
class LogsPageTest {

  private static final String LINES = "document.querySelectorAll('.line').length";

  private static void openAll(RunningPage page) {
    page.open("#/logs");
    page.browser.await(LINES + " >= 8");
  }

  @ParameterizedTest
  @CsvSource({"1400,light", "1400,dark", "390,light", "390,dark"})
  void logs_areCountedByLevelAndListed(int width, String scheme, RunningPage page) {
    page.browser.size(width, 900, scheme);
    page.open("#/logs?service=choice-sherpa");
    page.browser.await(LINES + " === 7");
    page.browser.await("document.querySelector('.histogram canvas')");

    assertThat(page.browser.text(".levels")).contains("WARN", "INFO", "DEBUG");
    assertThat(page.browser.text(".lines")).contains("Completion done", "prompt_tokens=812");
    page.fitsTheWindow();
    page.screenshot("logs-%d-%s".formatted(width, scheme));
  }

  @Test
  void line_whenOpenedShowsItsFieldsAndLeadsToItsTrace(RunningPage page) {
    page.open("#/logs?query=delivered");
    page.browser.await(LINES + " === 1");
    page.browser.press("j");
    page.browser.press("Enter");
    page.browser.await("document.querySelector('.line-details')");

    assertThat(page.browser.text(".line-details"))
        .contains("notifications", SampleTelemetry.MESSAGE_TRACE, "attempt");
    assertThat(page.browser.text(".line")).contains("<b>the client</b>");
    page.screenshot("log-line-1400-light");
    page.browser.click(".line-actions a");
    page.browser.await(
        "document.querySelector('.span-row[aria-selected=true]')?.dataset.span === '000000000000000a'");
  }

  @Test
  void field_whenClickedFilters(RunningPage page) {
    page.open("#/logs?query=%22completion+done%22");
    page.browser.await(LINES + " === 1");
    page.browser.click(".line > button");
    page.browser.await("document.querySelector('.fields-table')");
    page.browser.eval(
        "[...document.querySelectorAll('.fields-table tr')].find(r => r.innerText.includes('completion_tokens')).querySelector('button').click()");
    page.browser.await("location.hash.includes('completion_tokens%3D344')");
    page.browser.await(LINES + " === 1");
  }

  @Test
  void level_whenClickedLeavesItsLines(RunningPage page) {
    openAll(page);
    page.browser.eval(
        "[...document.querySelectorAll('.level-chip')].find(c => c.innerText.includes('WARN')).click()");
    page.browser.await(LINES + " === 1");
    assertThat(page.browser.text(".lines")).contains("The first chunk was slow");
    assertThat(page.hash()).isEqualTo("#/logs?level=WARN");
    page.browser.eval("history.back()");
    page.browser.await(LINES + " >= 8");
  }

  @Test
  void levelOfManyLines_saysHowManyThereAre(RunningPage page) {
    page.open("#/logs?level=INFO");
    page.browser.await(LINES + " > 2");
    page.browser.eval("(p => { p.limit = 2; p.reload(); })(document.querySelector('logs-page'))");
    page.browser.await(LINES + " === 2");
    assertThat(page.browser.text(".count")).matches("2 of \\d+ lines");
  }

  @Test
  void search_completesFieldsAndValues(RunningPage page) {
    openAll(page);
    page.browser.press("/");
    page.type("provi");
    page.browser.await("document.querySelector('.completion')?.innerText.includes('provider')");
    page.browser.press("Tab");
    page.browser.await("document.querySelector('.completion')?.innerText.includes('anthropic')");
    page.browser.press("Tab");
    page.browser.await(
        "document.querySelector('log-search input').value === 'provider=anthropic '");
    page.browser.press("Enter");
    page.browser.await(LINES + " === 1");
    assertThat(page.browser.text(".lines")).contains("Asking the model");
  }

  @Test
  void logQl_mistakesAreNamed(RunningPage page) {
    page.open("#/logs?query=%7Blevel%3D");
    page.browser.await("document.querySelector('.notice.bad')");
    assertThat(page.browser.text(".notice")).isNotBlank();
    assertThat(page.browser.complaints).allMatch(text -> text.contains("400"));
    page.leave();
  }

  @Test
  void context_showsTheLinesAround(RunningPage page) {
    page.open("#/logs?query=%22first+chunk%22");
    page.browser.await(LINES + " === 1");
    page.browser.click(".line > button");
    page.browser.await("document.querySelector('.line-actions')");
    page.browser.eval("document.querySelectorAll('.line-actions a')[1].click()");
    page.browser.await("document.querySelector('log-context .line.lit')");

    assertThat(page.browser.text("log-context .lines"))
        .contains("Asking the model", "Completion done");
    assertThat(page.browser.text("log-context .line.lit")).contains("first chunk");
    page.browser.eval("history.back()");
    page.browser.await(LINES + " === 1");
  }

  @Test
  void tail_showsLinesAsTheyCome(RunningPage page) {
    page.open("#/logs?query=tailed");
    page.browser.await("document.querySelector('.log-card .none')");
    page.browser.press("p");
    page.browser.await("location.hash.includes('tail=on')");
    page.browser.await("document.querySelector('.count').innerText.startsWith('following')");
    long now = System.currentTimeMillis() * Otlp.MILLI;
    TestConsole.sendLogs(
        page.console,
        Otlp.logs(
            Otlp.resource("tailer"),
            "test",
            Otlp.log("", "", now, SeverityNumber.SEVERITY_NUMBER_INFO, "tailed <i>one</i>")));
    page.browser.await(LINES + " === 1");
    assertThat(page.browser.text(".lines")).contains("tailed <i>one</i>");
  }
}
