package io.choicesherpa.console.template;

import java.util.List;

/**
 * A template, read once and expanded often. Immutable and thread-safe.
 *
 * <p>The language is Go's {@code text/template} without {@code block} and methods, with the
 * functions that Prometheus adds. A missing label is the empty text.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/template_reference/">
 *     Template reference</a>
 */
public final class Template {

  /** Longest result, in characters. */
  public static final int MAX_CHARS = 100_000;

  private static final List<String> VARIABLES =
      List.of("labels", "externalLabels", "externalURL", "value");

  private final TemplateParser.Parsed parsed;

  private Template(TemplateParser.Parsed parsed) {
    this.parsed = parsed;
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException with the line when it is not one
   */
  public static Template parse(String text) throws TemplateException {
    return new Template(TemplateParser.parse(text, VARIABLES));
  }

  /**
   * The text with values in place.
   *
   * @throws TemplateException when a value does not fit its function, a query fails, or the result
   *     is longer than {@value #MAX_CHARS} characters
   */
  public String expand(TemplateData data) throws TemplateException {
    return new Expander(parsed, data, MAX_CHARS).expand();
  }
}
