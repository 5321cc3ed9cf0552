package io.choicesherpa.console.series;

import io.choicesherpa.console.journal.JournalFigures;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What became of samples since start. Thread-safe. */
final class SampleCounts {

  private final LongAdder accepted = new LongAdder();
  private final LongAdder outOfOrder = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder tooOld = new LongAdder();
  private final LongAdder tooFarAhead = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder held = new LongAdder();
  private final LongAdder evicted = new LongAdder();
  final LongAdder refusedSeries = new LongAdder();
  final LongAdder createdSeries = new LongAdder();
  final LongAdder exemplars = new LongAdder();

  /** Of one batch. Not thread-safe. */
  static final class Tally {
    private long accepted;
    private long repeated;
    private long outOfOrder;
    private long duplicates;
    long tooOld;
    long tooFarAhead;
    long refused;

    Tally(long refused) {
      this.refused = refused;
    }

    void count(StoredSeries.Result result) {
      switch (result) {
        case ACCEPTED, SEALED -> accepted++;
        case REPEATED -> repeated++;
        case OUT_OF_ORDER -> outOfOrder++;
        case DUPLICATE -> duplicates++;
        case REMOVED -> refused++;
      }
    }

    BatchOutcome outcome() {
      return new BatchOutcome(
          accepted, repeated, outOfOrder, duplicates, tooOld, tooFarAhead, refused);
    }
  }

  void add(BatchOutcome outcome) {
    accepted.add(outcome.accepted() + outcome.repeated());
    held.add(outcome.accepted());
    outOfOrder.add(outcome.outOfOrder());
    duplicates.add(outcome.duplicates());
    tooOld.add(outcome.tooOld());
    tooFarAhead.add(outcome.tooFarAhead());
    refused.add(outcome.refused());
  }

  void restored(long samples) {
    held.add(samples);
  }

  void evicted(long samples) {
    evicted.add(samples);
    held.add(-samples);
  }

  SeriesFigures figures(long series, long heldBytes, long capBytes, List<JournalFigures> journals) {
    BatchOutcome dropped =
        new BatchOutcome(
            accepted.sum(),
            0,
            outOfOrder.sum(),
            duplicates.sum(),
            tooOld.sum(),
            tooFarAhead.sum(),
            refused.sum());
    return new SeriesFigures(
        series,
        held.sum(),
        heldBytes,
        capBytes,
        dropped,
        evicted.sum(),
        refusedSeries.sum(),
        createdSeries.sum(),
        exemplars.sum(),
        journals);
  }
}
