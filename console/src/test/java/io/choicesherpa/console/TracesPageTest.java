package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import java.net.URI;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces in a real browser: list, filters, waterfall, details, keys. */
@ExtendWith(PageExtension.class)
class TracesPageTest {

  private static final String FAILED_SPAN = "000000000000000a";

  private static void openList(RunningPage page) {
    page.open("#/traces");
    page.browser.await("document.querySelectorAll('tbody a').length === 63");
  }

  @ParameterizedTest
  @CsvSource({"1400,light", "1400,dark", "390,light", "390,dark"})
  void list_showsTracesAgainstTime(int width, String scheme, RunningPage page) {
    page.browser.size(width, 900, scheme);
    openList(page);
    page.browser.await("document.querySelector('.scatter canvas')");
    page.browser.await("document.querySelector('.dot.live')");

    assertThat(page.browser.text("main")).contains("POST /api/conversations/{id}/messages", "503");
    page.fitsTheWindow();
    page.screenshot("traces-%d-%s".formatted(width, scheme));
  }

  @ParameterizedTest
  @CsvSource({"1400,light", "1400,dark", "390,light", "390,dark"})
  void trace_showsSpansAndTheirLogLines(int width, String scheme, RunningPage page) {
    page.browser.size(width, 1000, scheme);
    page.openMessageTrace();

    assertThat(page.browser.text("h1")).isEqualTo("POST /api/conversations/{id}/messages");
    assertThat(page.browser.text(".waterfall"))
        .contains("ai_completion", "INSERT messages", "publish_event");
    page.fitsTheWindow();
    page.screenshot("trace-%d-%s".formatted(width, scheme));
    page.browser.click(".span-row[data-span='" + FAILED_SPAN + "'] .text");
    page.browser.await("document.querySelector('.details')");
    page.fitsTheWindow();
    page.screenshot("span-%d-%s".formatted(width, scheme));
  }

  @Test
  void trace_barsAreInProportion(RunningPage page) {
    page.openMessageTrace();
    String width =
        "document.querySelector(\".span-row[data-span='%s'] .bar\").getBoundingClientRect().width / document.querySelector('.span-row .time').getBoundingClientRect().width";
    assertThat(page.browser.eval(width.formatted("0000000000000005")).asDouble())
        .isCloseTo(1790.0 / 1899, Offset.offset(0.005));
  }

  @Test
  void criticalPath_goesThroughWhatWasWaitedFor(RunningPage page) {
    page.openMessageTrace();
    String marked =
        "[...document.querySelectorAll('.span-row')].filter(r => r.querySelector('.critical')).map(r => r.dataset.span)";
    assertThat(page.browser.eval(marked + ".join()").asText())
        .contains("0000000000000005", "0000000000000006")
        // ended after its root: nobody waited for it
        .doesNotContain(FAILED_SPAN, "000000000000000b");
    page.browser.click(".waterfall header .button[aria-pressed]");
    page.browser.await("!document.querySelector('.critical')");
  }

  @Test
  void log_markupFromTelemetryStaysText(RunningPage page) {
    page.openMessageTrace();
    assertThat(page.browser.text(".log-list")).contains("<b>the client</b> has gone");
    assertThat(page.browser.eval("document.querySelectorAll('.log-list b').length").asInt())
        .isZero();
  }

  @Test
  void span_whenChosenShowsItsDetailsLightsItsLinesAndStandsInTheAddress(RunningPage page) {
    page.openMessageTrace();
    page.browser.click(".span-row[data-span='" + FAILED_SPAN + "'] .text");
    page.browser.await("document.querySelector('.details')");

    assertThat(page.browser.text(".details"))
        .contains(
            "the WebSocket was closed by its client", "ClosedChannelException", "notifications");
    assertThat(page.browser.text(".log.lit")).contains("could not be delivered");
    assertThat(page.browser.eval("document.querySelectorAll('.log.lit').length").asInt())
        .isEqualTo(1);
    assertThat(
            page.browser
                .eval("document.querySelector('.link-row a').getAttribute('href')")
                .asText())
        .isEqualTo("#/traces/" + SampleTelemetry.LARGE_TRACE + "/0000000000000001");
    assertThat(page.hash())
        .isEqualTo("#/traces/" + SampleTelemetry.MESSAGE_TRACE + "/" + FAILED_SPAN);
  }

  @Test
  void logLine_whenChosenShowsItsFieldsAndLightsItsSpan(RunningPage page) {
    page.openMessageTrace();
    page.browser.click(".log:nth-child(5) button");
    page.browser.await("document.querySelector('.fields')");

    assertThat(page.browser.text(".fields")).contains("prompt_tokens", "812");
    assertThat(page.browser.text(".span-row.lit")).contains("ai_completion");
  }

  @Test
  void keyboard_leadsFromTheListIntoATraceAndBack(RunningPage page) {
    openList(page);
    page.browser.press("/");
    page.browser.await("document.activeElement.id === 'search'");
    page.type("ai_compl");
    page.browser.await("document.querySelectorAll('tbody a').length === 1");
    page.browser.press("Enter");
    page.browser.await(
        "document.activeElement.dataset.trace === '" + SampleTelemetry.MESSAGE_TRACE + "'");
    page.browser.press("Enter");
    page.browser.await("document.querySelector('.span-row')");
    page.browser.press("j");
    page.browser.await("document.activeElement.dataset.span === '0000000000000001'");
    page.browser.press("j");
    page.browser.await("document.activeElement.dataset.span === '0000000000000002'");
    page.browser.press("Enter");
    page.browser.await("document.querySelector('.details')?.innerText.includes('component_type')");
    page.browser.press("Escape");
    page.browser.await("!document.querySelector('.details')");
    page.browser.press("Escape");
    page.browser.await("document.querySelector('#search')?.value === 'ai_compl'");
    assertThat(page.hash()).isEqualTo("#/traces?text=ai_compl");
  }

  @ParameterizedTest
  @CsvSource({
    "errors=true, 6",
    "tags=component_type%3Dobjectives, 1",
    "operation=nightly_report, 1",
    "service=notifications&text=ai_compl, 1",
    "text=%7B+span.component_type+%3D+%22objectives%22+%7D, 1"
  })
  void filters_leaveOnlyWhatMatches(String query, int traces, RunningPage page) {
    page.open("#/traces?" + query);
    page.browser.await("document.querySelectorAll('tbody a').length === " + traces);
  }

  @Test
  void traceQl_mistakesAreNamed(RunningPage page) {
    page.open("#/traces?text=%7B+name+%3D");
    page.browser.await("document.querySelector('#search[aria-invalid=true]')");
    assertThat(page.browser.text(".count")).contains("line 1, col 9");
    assertThat(page.browser.complaints).allMatch(text -> text.contains("400"));
    page.leave();
  }

  @Test
  void links_leadBackToWhereTheyCameFrom(RunningPage page) {
    page.open("#/traces/" + SampleTelemetry.LARGE_TRACE);
    page.browser.await("document.querySelector('.linked-from a')");
    page.browser.click(".linked-from a");
    page.browser.await(
        "location.hash === '#/traces/" + SampleTelemetry.MESSAGE_TRACE + "/" + FAILED_SPAN + "'");
    page.browser.await("document.querySelector('.details')");
  }

  @Test
  void timeRange_leavesOnlyWhatBeganInIt(RunningPage page) {
    long orphan = page.sampleMillis - 30_000;
    page.open("#/traces?text=validate_access&from=%d&to=%d".formatted(orphan - 1, orphan + 1));
    page.browser.await("document.querySelectorAll('tbody a').length === 1");
  }

  @Test
  void filter_thatCannotBeReadIsRefusedWithItsReason(RunningPage page) {
    page.open("#/traces?min_duration=soon");
    page.browser.await(
        "document.querySelector('.count')?.innerText.includes('min_duration wants a time')");
    page.browser.await("document.querySelector('.duration input[aria-invalid=true]')");
    assertThat(page.browser.complaints).allMatch(text -> text.contains("400"));
    page.leave();
  }

  @Test
  void collapsedSpan_hidesAndCountsWhatLiesUnderIt(RunningPage page) {
    page.openMessageTrace();
    page.browser.click(".span-row[data-span='0000000000000006'] .twist");
    page.browser.await("document.querySelectorAll('.span-row').length === 6");
    assertThat(page.browser.text(".span-row[data-span='0000000000000006']")).contains("+5");
  }

  @Test
  void largeTrace_isDrawnWhole(RunningPage page) {
    page.browser.size(1400, 1000, "dark");
    page.open("#/traces/" + SampleTelemetry.LARGE_TRACE);
    page.browser.await("document.querySelectorAll('.span-row').length === 200");
    page.fitsTheWindow();
    page.browser.size(390, 900, "light");
    page.fitsTheWindow();
  }

  @Test
  void orphans_hangUnderASpanThatIsOpenOrLost(RunningPage page) {
    page.open("#/traces/" + SampleTelemetry.ORPHAN_TRACE);
    page.browser.await("document.querySelectorAll('.span-row').length === 3");
    page.browser.await(
        "document.querySelector('.span-row.missing')?.innerText.includes('span not received')");
    page.browser.await("document.querySelector('.span-row.missing .bar.open')");
    assertThat(page.browser.text(".marks")).contains("2 spans without their parent");
  }

  @Test
  void malformedTraceId_isRefusedWithItsReason(RunningPage page) {
    page.open("#/traces/not-an-id");
    page.browser.await("document.querySelector('#gone-title')");
    assertThat(page.browser.text(".empty"))
        .contains("This is no trace", "not-an-id", "hexadecimal");
    assertThat(page.browser.complaints).allMatch(text -> text.contains("400"));
    page.leave();
  }

  @Test
  void unknownTrace_appearsByItselfOnceItArrives(RunningPage page) {
    String id = "00000000000000000000000000000e01";
    try (Console other = TestConsole.start()) {
      page.browser.go(URI.create(other.uri() + "/#/traces/" + id));
      page.browser.await("document.querySelector('main')?.innerText.includes('No such trace')");
      page.browser.await("document.querySelector('.dot.live')");
      TestConsole.sendTraces(other, trace(id, "late", "late_arrival"));
      page.browser.await("document.querySelector('h1')?.innerText === 'late_arrival'");
      assertThat(page.browser.text(".marks")).contains("spans may still be arriving");
      assertThat(page.browser.complaints)
          .allMatch(text -> text.contains("404") && text.contains(id));
      page.leave();
    }
  }

  @Test
  void emptyStore_tellsHowToSendAndFillsByItself(RunningPage page) {
    try (Console empty = TestConsole.start()) {
      page.browser.go(URI.create(empty.uri() + "/#/traces"));
      page.browser.await("document.querySelector('.dot.live')");
      page.browser.await(
          "document.querySelector('.empty')?.innerText.includes('OTLP_ENDPOINT=http://127.0.0.1:"
              + empty.otlpGrpcPort()
              + "')");
      TestConsole.sendTraces(empty, trace("00000000000000000000000000000e02", "first", "hello"));
      page.browser.await("document.querySelector('tbody a')?.innerText === 'hello'");
    }
    page.browser.await("document.querySelector('.notice.bad')");
    page.leave();
  }

  private static Message trace(String id, String service, String name) {
    long start = System.currentTimeMillis() * Otlp.MILLI;
    return Otlp.traces(
        Otlp.resource(service),
        Otlp.span(id, "0000000000000001", "", name, start, Otlp.MILLI).build());
  }
}
