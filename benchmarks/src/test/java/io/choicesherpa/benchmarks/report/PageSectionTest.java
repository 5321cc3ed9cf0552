package io.choicesherpa.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageSectionTest {

  @Test
  void section_putIntoAPageThatHasOne_replacesIt() {
    String once = PageSection.put("# Page\n\ntables\n", "## Backend\n\nold\n");
    String twice = PageSection.put(once, "## Backend\n\nnew\n");

    assertThat(twice).contains("# Page", "tables", "new").doesNotContain("old");
    assertThat(PageSection.put(twice, "## Backend\n\nnew\n")).isEqualTo(twice);
  }

  @Test
  void section_survivesThatTheRestIsWrittenAnew() {
    String old = PageSection.put("# Page\n\nold tables\n", "## Backend\n\nkept\n");

    String page = PageSection.keep(old, "# Page\n\nnew tables\n");

    assertThat(page).contains("new tables", "kept").doesNotContain("old tables");
    assertThat(PageSection.keep(page, "# Page\n\nnew tables\n")).isEqualTo(page);
  }

  @Test
  void pageWithoutTheSection_leavesTheNewOneAsItIs() {
    assertThat(PageSection.keep("", "# Page\n")).isEqualTo("# Page\n");
  }
}
