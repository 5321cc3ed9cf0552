package io.choicesherpa.promql.script;

import io.choicesherpa.promql.model.Labels;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation has to give.
 *
 * @param failure null unless the query has to fail
 * @param ordered whether the order of the series matters
 * @param warnings conditions that some warning each has to meet; all warnings have to meet one;
 *     none when empty says nothing
 * @param infos the same of infos
 * @param noWarnings whether there may be no warning
 * @param noInfos whether there may be no info
 * @param scalar the number; null when series or a text are expected
 * @param text the text; null when series or a number are expected
 * @param window times of the values when a range vector is expected of an instant query
 * @param series values by labels, in the order of the script
 */
record Expectation(
    @Nullable TextCondition failure,
    boolean ordered,
    List<TextCondition> warnings,
    List<TextCondition> infos,
    boolean noWarnings,
    boolean noInfos,
    @Nullable Double scalar,
    @Nullable String text,
    @Nullable Window window,
    Map<Labels, List<SequenceValue>> series) {

  /** Times from start to end inclusive. */
  record Window(long startMillis, long endMillis, long stepMillis) {}
}
