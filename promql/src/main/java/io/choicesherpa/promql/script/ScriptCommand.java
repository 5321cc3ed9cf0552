package io.choicesherpa.promql.script;

import io.choicesherpa.promql.model.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command of a script. */
sealed interface ScriptCommand {

  /** Where it starts, from 1. */
  int line();

  /** {@code clear}: forget all series. */
  record Clear(int line) implements ScriptCommand {}

  /**
   * {@code load}: add series.
   *
   * @param withHistograms whether classic histograms are added as native ones too
   */
  record Load(int line, long stepMillis, List<LoadedSeries> series, boolean withHistograms)
      implements ScriptCommand {}

  /**
   * A series to load.
   *
   * @param startOffsetsMillis offsets in milliseconds from each sample back to its start; empty
   *     when none is given, an item null when that one is not known
   */
  record LoadedSeries(
      Labels labels, List<SequenceValue> values, List<@Nullable Long> startOffsetsMillis) {}

  /**
   * {@code eval}: run a query and compare.
   *
   * @param startMillis when to evaluate; of a range query the first time
   * @param endMillis the same as the start for an instant query
   * @param stepMillis 0 for an instant query
   */
  record Evaluation(
      int line,
      String query,
      long startMillis,
      long endMillis,
      long stepMillis,
      Expectation expectation)
      implements ScriptCommand {

    boolean isRange() {
      return stepMillis > 0;
    }
  }
}
