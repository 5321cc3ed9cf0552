package io.choicesherpa.console.series;

import io.choicesherpa.console.series.StoredSeries.Result;
import io.choicesherpa.promql.model.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Puts the samples of batches into their series and into the journal, with zeros where counters
 * begin. Thread-safe.
 */
final class BatchAppender {

  /** A sample may be so far ahead of the clock. */
  private static final long MAX_AHEAD_MILLIS = 600_000;

  /**
   * A counter's beginning is not told when it is longer before the sample: Prometheus too takes
   * nothing that is older than half of its block of two hours.
   */
  private static final long MAX_BEGINNING_MILLIS = 3_600_000;

  private final SeriesStore store;
  private final SeriesLimits limits;
  private final SampleCounts counts;
  private final @Nullable SeriesJournal journal;

  BatchAppender(
      SeriesStore store,
      SeriesLimits limits,
      SampleCounts counts,
      @Nullable SeriesJournal journal) {
    this.store = store;
    this.limits = limits;
    this.counts = counts;
    this.journal = journal;
  }

  /**
   * Keeps what can be kept.
   *
   * @param now milliseconds, of the clock
   * @param tally told what became of each sample
   */
  void append(SampleBatch batch, long now, SampleCounts.Tally tally) {
    long oldest = now - limits.retention().toMillis();
    SeriesJournal.BatchRecord record = journal == null ? null : journal.batch();
    for (int i = 0; i < batch.size(); i++) {
      long timeMillis = batch.timeMillis(i);
      if (timeMillis < oldest) {
        tally.tooOld++;
      } else if (timeMillis > now + MAX_AHEAD_MILLIS) {
        tally.tooFarAhead++;
      } else {
        appendZero(batch, i, oldest, record, tally);
        append(batch.series(i), timeMillis, batch.value(i), batch.histogram(i), record, tally);
      }
    }
    if (record != null) {
      record.append();
    }
    for (SampleBatch.SeriesExemplar one : batch.exemplars()) {
      if (one.series().add(one.exemplar())) {
        counts.exemplars.increment();
        if (journal != null) {
          journal.exemplar(one.series(), one.exemplar());
        }
      }
    }
  }

  /** Where a counter began, or began anew: what it was then. */
  private void appendZero(
      SampleBatch batch,
      int i,
      long oldest,
      SeriesJournal.@Nullable BatchRecord record,
      SampleCounts.Tally tally) {
    long beginMillis = batch.beginMillis(i);
    long timeMillis = batch.timeMillis(i);
    StoredSeries series = batch.series(i);
    if (beginMillis > series.lastMillis()
        && beginMillis < timeMillis
        && beginMillis >= Math.max(oldest, timeMillis - MAX_BEGINNING_MILLIS)) {
      Histogram histogram = batch.histogram(i);
      append(
          series,
          beginMillis,
          0,
          histogram == null ? null : HistogramCodec.zeroLike(histogram),
          record,
          tally);
    }
  }

  private void append(
      StoredSeries to,
      long timeMillis,
      double value,
      @Nullable Histogram histogram,
      SeriesJournal.@Nullable BatchRecord record,
      SampleCounts.Tally tally) {
    StoredSeries series = to;
    Result result = append(series, timeMillis, value, histogram);
    if (result == Result.REMOVED) {
      StoredSeries again = store.series(series.labels());
      if (again == null) {
        tally.refused++;
        return;
      }
      series = again;
      result = append(series, timeMillis, value, histogram);
    }
    tally.count(result);
    if (result != Result.ACCEPTED && result != Result.SEALED) {
      return;
    }
    if (record != null) {
      if (histogram == null) {
        record.add(series, timeMillis, value);
      } else {
        record.add(series, timeMillis, histogram);
      }
    }
    if (result == Result.SEALED && journal != null) {
      journal.sealed(series, series.lastSealed());
    }
  }

  private static Result append(
      StoredSeries series, long timeMillis, double value, @Nullable Histogram histogram) {
    return histogram == null
        ? series.append(timeMillis, value)
        : series.append(timeMillis, histogram);
  }
}
