package io.choicesherpa.benchmarks.backend;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The figures of a comparison as they come in. For one thread. */
final class BackendResult {

  private final Map<Variant, Map<Figure, List<Double>>> values = new EnumMap<>(Variant.class);

  void add(Variant variant, Figure figure, double value) {
    values
        .computeIfAbsent(variant, unused -> new EnumMap<>(Figure.class))
        .computeIfAbsent(figure, unused -> new ArrayList<>())
        .add(value);
  }

  /**
   * All values of a figure.
   *
   * @throws IllegalArgumentException if there is none
   */
  Samples of(Variant variant, Figure figure) {
    return new Samples(values.getOrDefault(variant, Map.of()).getOrDefault(figure, List.of()));
  }
}
