package io.choicesherpa.console.journal;

/**
 * What a journal holds and what became of its records, at one moment.
 *
 * @param segments files held
 * @param heldBytes their length
 * @param appendedRecords written since it was opened
 * @param droppedRecords not written because the disk refused them, since it was opened
 * @param damagedBytes cut off or skipped at replay because they were torn or did not match their
 *     check sum
 */
public record JournalFigures(
    int segments, long heldBytes, long appendedRecords, long droppedRecords, long damagedBytes) {}
