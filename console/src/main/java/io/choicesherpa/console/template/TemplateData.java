package io.choicesherpa.console.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a template is expanded with.
 *
 * @param labels {@code $labels} and {@code .Labels}
 * @param value {@code $value} and {@code .Value}
 * @param externalLabels {@code $externalLabels}
 * @param externalUrl {@code $externalURL}, without a slash at the end
 * @param now when the rule was evaluated
 * @param query answers {@code query "…"}
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/template_reference/">
 *     Template reference</a>
 */
public record TemplateData(
    Map<String, String> labels,
    double value,
    Map<String, String> externalLabels,
    String externalUrl,
    Instant now,
    Query query) {

  /** Runs a query at the rule's time. */
  @FunctionalInterface
  public interface Query {

    /**
     * The samples of an expression.
     *
     * @throws TemplateException when it cannot be evaluated
     */
    List<TemplateSample> run(String expression) throws TemplateException;
  }
}
