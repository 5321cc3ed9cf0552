package io.choicesherpa.benchmarks.report;

/**
 * A part of the page that another run writes. It stands between two marks, so that each run
 * replaces its own and leaves the other's alone.
 */
public final class PageSection {

  private static final String BEGIN = "<!-- begin: the backend under load -->";
  private static final String END = "<!-- end: the backend under load -->";

  private PageSection() {}

  /** The page with the section as its last part, in the place of the one that it had. */
  public static String put(String page, String section) {
    return without(page).stripTrailing()
        + "\n\n"
        + BEGIN
        + "\n"
        + section.strip()
        + "\n"
        + END
        + "\n";
  }

  /** The new page with the section of the old one, where that has one. */
  public static String keep(String oldPage, String newPage) {
    int begin = oldPage.indexOf(BEGIN);
    int end = oldPage.indexOf(END);
    return begin < 0 || end < begin
        ? newPage
        : put(newPage, oldPage.substring(begin + BEGIN.length(), end));
  }

  private static String without(String page) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    return begin < 0 || end < begin
        ? page
        : page.substring(0, begin) + page.substring(end + END.length());
  }
}
