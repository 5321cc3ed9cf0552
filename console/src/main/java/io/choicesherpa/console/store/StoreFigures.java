package io.choicesherpa.console.store;

/**
 * What a store holds and what it has let go, at one moment.
 *
 * @param received items taken in since start, kept or not, with those taken back from the disk
 * @param held items held now
 * @param evicted items let go to make room
 * @param refused items not taken in because they alone would not fit
 * @param heldBytes upper estimate of the memory held now
 * @param capBytes what {@code heldBytes} never exceeds
 */
public record StoreFigures(
    long received, long held, long evicted, long refused, long heldBytes, long capBytes) {}
