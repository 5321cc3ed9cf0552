package io.choicesherpa.promql.source;

import io.choicesherpa.promql.model.LabelMatcher;
import java.util.List;

/** Finds series. Has to be thread-safe: queries run side by side. */
@FunctionalInterface
public interface SeriesSource {

  /**
   * Series that satisfy all {@code matchers} and may have samples within {@code range}; labels are
   * distinct, the order does not matter.
   *
   * @throws SeriesSourceException when the source cannot answer
   */
  List<? extends Series> select(List<LabelMatcher> matchers, TimeRange range);
}
