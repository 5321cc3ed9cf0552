package io.choicesherpa.promql.source;

import io.choicesherpa.promql.model.Labels;

/** One series. A snapshot or a view of it; {@link #samples} may be called more than once. */
public interface Series {

  /** What tells it from others. */
  Labels labels();

  /**
   * Its samples within {@code range}, oldest first, each later than the one before; markers of
   * staleness among them. Samples outside of the range do no harm but cost time.
   */
  SampleIterator samples(TimeRange range);
}
