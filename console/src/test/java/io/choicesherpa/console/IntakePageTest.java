package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the console says of itself, in a real browser. */
@ExtendWith(PageExtension.class)
class IntakePageTest {

  @ParameterizedTest
  @CsvSource({"1400,light", "1400,dark", "390,dark"})
  void intake_tellsWhatCameAndWhatIsScraped(int width, String scheme, RunningPage page) {
    page.browser.size(width, 900, scheme);
    page.open("#/intake");
    page.browser.await("document.querySelector('.badge.up')");
    page.browser.await("document.querySelector('.badge.down')");

    assertThat(page.browser.text("intake-page"))
        .contains("Spans", "Evicted", "choice-sherpa", "ai-server", "cannot connect", "Malformed");
    page.fitsTheWindow();
    page.screenshot("intake-%d-%s".formatted(width, scheme));
  }
}
