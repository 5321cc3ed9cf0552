package io.choicesherpa.console.series;

import io.choicesherpa.console.journal.JournalFigures;
import java.util.List;

/**
 * What a series store holds and what became of its samples, at one moment.
 *
 * @param series held now
 * @param samples held now
 * @param heldBytes upper estimate of the memory held now
 * @param capBytes what {@code heldBytes} is kept under
 * @param outcome what became of all samples since start; repeated ones count as accepted
 * @param evicted samples let go since start, for room or for age
 * @param refusedSeries times that a new series found no room
 * @param createdSeries series made since start
 * @param exemplars kept since start
 * @param journals what stands on disk; empty without a directory
 */
public record SeriesFigures(
    long series,
    long samples,
    long heldBytes,
    long capBytes,
    BatchOutcome outcome,
    long evicted,
    long refusedSeries,
    long createdSeries,
    long exemplars,
    List<JournalFigures> journals) {}
