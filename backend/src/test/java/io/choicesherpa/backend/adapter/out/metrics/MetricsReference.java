package io.choicesherpa.backend.adapter.out.metrics;

import io.choicesherpa.telemetry.metrics.LabelDefinition;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.MetricDefinition;
import io.choicesherpa.telemetry.metrics.MetricType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the reference page of the metrics: a head of plain words, and tables from catalogues. */
final class MetricsReference {

  private final StringBuilder page;

  private MetricsReference(String head) {
    page = new StringBuilder(head);
  }

  /**
   * The whole page.
   *
   * @param head what stands before the tables, with its last line feed
   * @param standard the metrics of every service
   * @param own what the service adds to them
   */
  static String page(String head, MetricCatalogue standard, MetricCatalogue own) {
    MetricsReference reference = new MetricsReference(head);
    reference.metrics("Metrics of every service", standard.definitions());
    reference.metrics("Metrics of Choice Sherpa", own.definitions());
    Collection<MetricDefinition> all = standard.plus(own).definitions();
    reference.labels(all);
    reference.buckets(all);
    return reference.page.toString();
  }

  private void metrics(String title, Collection<MetricDefinition> definitions) {
    heading(title);
    row("metric", "type", "unit", "labels", "from the start", "what it says");
    row("---", "---", "---", "---", "---", "---");
    for (MetricDefinition metric : definitions) {
      row(
          code(metric.name()),
          metric.type().name().toLowerCase(Locale.ROOT),
          metric.unit(),
          codes(metric.labelNames()),
          metric.isClosed() ? "yes" : "no",
          metric.help());
    }
  }

  private void labels(Collection<MetricDefinition> definitions) {
    Map<LabelDefinition, List<String>> users = new LinkedHashMap<>();
    for (MetricDefinition metric : definitions) {
      for (LabelDefinition label : metric.labels()) {
        users.computeIfAbsent(label, ignored -> new ArrayList<>()).add(metric.name());
      }
    }
    heading("Labels");
    row("label", "of", "values", "at most", "any other becomes");
    row("---", "---", "---", "---", "---");
    users.forEach(
        (label, metrics) ->
            row(
                code(label.name()),
                codes(metrics),
                label.isClosed() ? codes(label.values()) : "open",
                Integer.toString(label.maxValues()),
                code(label.fallback())));
  }

  private void buckets(Collection<MetricDefinition> definitions) {
    heading("Buckets");
    row("histogram", "inclusive upper bounds; `+Inf` comes after the last");
    row("---", "---");
    for (MetricDefinition metric : definitions) {
      if (metric.type() == MetricType.HISTOGRAM) {
        row(
            code(metric.name()),
            metric.buckets().stream()
                .map(bound -> BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString())
                .collect(Collectors.joining(", ")));
      }
    }
  }

  private void heading(String title) {
    page.append("\n## ").append(title).append("\n\n");
  }

  /** Texts come from code that knows nothing of Markdown, so a bar in one must not end its cell. */
  private void row(String... cells) {
    page.append('|');
    for (String cell : cells) {
      page.append(cell.isEmpty() ? "" : " ").append(cell.replace("|", "\\|")).append(" |");
    }
    page.append('\n');
  }

  private static String codes(List<String> words) {
    return words.stream().map(MetricsReference::code).collect(Collectors.joining(", "));
  }

  private static String code(String word) {
    return word.isEmpty() ? "none" : "`" + word + "`";
  }
}
