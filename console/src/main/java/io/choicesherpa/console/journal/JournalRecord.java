package io.choicesherpa.console.journal;

import java.nio.ByteBuffer;

/**
 * One record as it is read back.
 *
 * @param segment number of the segment that holds it; later segments have higher numbers
 * @param type what {@link Journal#append} was given
 * @param payload what it was given, from position to limit; owned by the reader
 */
public record JournalRecord(long segment, byte type, ByteBuffer payload) {}
