package io.choicesherpa.telemetry.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every metric a service can have, in the order of declaration. Names are unique, also in the form
 * in which the exposition formats see them (a gauge {@code x} would collide with a counter {@code
 * x_total}).
 *
 * <p>Immutable.
 */
public final class MetricCatalogue {

  private static final MetricCatalogue EMPTY = new MetricCatalogue(List.of());

  private final Map<String, MetricDefinition> byName;

  private MetricCatalogue(Collection<MetricDefinition> definitions) {
    Map<String, MetricDefinition> names = new LinkedHashMap<>();
    Map<String, MetricDefinition> baseNames = new LinkedHashMap<>();
    for (MetricDefinition definition : definitions) {
      MetricDefinition clash =
          baseNames.putIfAbsent(NamingRules.baseName(definition.name()), definition);
      if (clash != null) {
        throw new IllegalArgumentException(
            "metric '" + definition.name() + "' is declared beside '" + clash.name() + "'");
      }
      names.put(definition.name(), definition);
    }
    byName = Collections.unmodifiableMap(names);
  }

  /** A catalogue of nothing: for a service without metrics of its own. */
  public static MetricCatalogue empty() {
    return EMPTY;
  }

  /**
   * A catalogue of these.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static MetricCatalogue of(MetricDefinition... definitions) {
    return new MetricCatalogue(List.of(definitions));
  }

  /**
   * A catalogue of these.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static MetricCatalogue of(Collection<MetricDefinition> definitions) {
    return new MetricCatalogue(definitions);
  }

  /**
   * Both together, this one's first.
   *
   * @throws IllegalArgumentException if a name is in both
   */
  public MetricCatalogue plus(MetricCatalogue other) {
    List<MetricDefinition> all = new ArrayList<>(byName.values());
    all.addAll(other.byName.values());
    return new MetricCatalogue(all);
  }

  /** All definitions, in the order of declaration. */
  public Collection<MetricDefinition> definitions() {
    return byName.values();
  }

  /** The definition of this full name, or null if there is none. */
  public @Nullable MetricDefinition find(String name) {
    return byName.get(name);
  }
}
