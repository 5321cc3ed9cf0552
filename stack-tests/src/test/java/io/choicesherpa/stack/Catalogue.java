package io.choicesherpa.stack;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that may be asked for: those of the reference page (which the backend's build holds
 * to its catalogues), what Prometheus adds, and what the rules record.
 */
final class Catalogue {

  /** What a scrape or its target's configuration adds to every series. */
  private static final Set<String> TARGET_LABELS = Set.of("job", "instance", "environment");

  /** Metrics of Prometheus itself and of client_java's collectors, by what they begin with. */
  private static final Map<String, Set<String>> OTHERS =
      Map.of(
          "up", Set.of(),
          "scrape_", Set.of(),
          "ALERTS", Set.of("alertname", "alertstate", "severity", "owner"),
          "build_info", Set.of("service", "version"),
          "jvm_memory_", Set.of("area"),
          "jvm_gc_", Set.of("gc"),
          "jvm_threads_", Set.of("state"),
          "process_", Set.of(),
          "alertmanager_", Set.of("integration", "receiver"));

  private static final List<String> HISTOGRAM_SUFFIXES = List.of("_bucket", "_count", "_sum");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private final Map<String, Set<String>> labels = new HashMap<>();
  private final Map<String, Set<String>> closedValues = new HashMap<>();
  private final Set<String> histograms = new HashSet<>();

  Catalogue(Path metricsPage) {
    for (String line : StackFiles.text(metricsPage).lines().toList()) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 8 && Set.of("counter", "gauge", "histogram").contains(cells[2].strip())) {
        metric(first(cells[1]), cells[2].strip(), codes(cells[4]));
      } else if (cells.length == 7 && cells[4].strip().matches("[0-9]+")) {
        label(first(cells[1]), codes(cells[2]), cells[3], codes(cells[5]));
      }
    }
    if (labels.isEmpty() || closedValues.isEmpty()) {
      throw new IllegalStateException("no metrics or no labels were found in " + metricsPage);
    }
  }

  private void metric(String name, String type, Set<String> labelNames) {
    labels.put(name, labelNames);
    if (type.equals("histogram")) {
      histograms.add(name);
    }
  }

  private void label(String name, Set<String> metrics, String values, Set<String> fallback) {
    if (values.strip().equals("open")) {
      return;
    }
    Set<String> all = codes(values);
    all.addAll(fallback);
    if (values.contains("none")) {
      all.add("");
    }
    metrics.forEach(metric -> closedValues.put(metric + "/" + name, all));
  }

  /** A recording rule's series. */
  void record(String name, Set<String> labelNames) {
    labels.put(name, labelNames);
  }

  /** The labels that series of this name can have; null when there is no such metric. */
  @Nullable Set<String> labelsOf(String name) {
    Set<String> own = ownLabels(name);
    if (own == null) {
      return null;
    }
    Set<String> all = new LinkedHashSet<>(own);
    all.addAll(TARGET_LABELS);
    return all;
  }

  private @Nullable Set<String> ownLabels(String name) {
    Set<String> known = labels.get(name);
    if (known != null && !histograms.contains(name)) {
      return known;
    }
    String base = histogram(name);
    if (!base.isEmpty()) {
      Set<String> all = new LinkedHashSet<>(labels.getOrDefault(base, Set.of()));
      if (name.endsWith("_bucket")) {
        all.add("le");
      }
      return all;
    }
    return OTHERS.entrySet().stream()
        .filter(
            other ->
                other.getKey().endsWith("_")
                    ? name.startsWith(other.getKey())
                    : name.equals(other.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private String histogram(String name) {
    return HISTOGRAM_SUFFIXES.stream()
        .filter(name::endsWith)
        .map(suffix -> name.substring(0, name.length() - suffix.length()))
        .filter(histograms::contains)
        .findFirst()
        .orElse("");
  }

  /** Whether a series of this name can have this value; open labels can have any. */
  boolean allows(String name, String label, String value) {
    String base = histogram(name);
    Set<String> allowed = closedValues.get((base.isEmpty() ? name : base) + "/" + label);
    return allowed == null || allowed.contains(value);
  }

  private static String first(String cell) {
    return codes(cell).stream().findFirst().orElse("");
  }

  private static Set<String> codes(String cell) {
    Matcher matcher = CODE.matcher(cell);
    return matcher
        .results()
        .map(result -> result.group(1))
        .flatMap(text -> Arrays.stream(text.split(",\\s*")))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
