package io.choicesherpa.console.store;

import io.choicesherpa.console.journal.Journal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Entries in segments, oldest first, in memory and in the same order and division in a journal.
 * Guarded by the store's lock.
 *
 * <pre>
 *  memory   segment 7 [block block block]   segment 8 [block bl…   ◄── entries
 *  journal  000000000007.journal            000000000008.journal   ◄── one record a batch
 * </pre>
 *
 * Blocks are numbered in order. What is recovered from the journal is older than what comes in
 * while that goes on, and takes lower numbers.
 *
 * @param <A> what the store keeps beside each segment
 */
final class Segments<A> {

  static final byte BATCH = 1;

  /** A store is divided into about so many segments: what goes at once when it is full. */
  private static final int SEGMENTS = 16;

  private static final int BLOCKS_OF_SEGMENT = 4;
  private static final int MIN_BLOCK_BYTES = 256;
  private static final int MAX_BLOCK_BYTES = 64 << 10;

  private static final long FIRST_LIVE_BLOCK = 1L << 32;
  private static final int ARRIVAL_BYTES = 8;
  private static final int USUAL_BATCH_BYTES = 64 << 10;

  /** Before all {@link Ref}s of what this process took in. */
  static final long START = Ref.of(FIRST_LIVE_BLOCK, 0);

  private final long segmentBytes;
  private final int blockBytes;
  private final @Nullable Journal journal;
  private final OriginPool origins;
  private final Supplier<A> attachments;
  private final NavigableMap<Long, Segment<A>> byFirstBlock = new TreeMap<>();

  /** The batch's record: when it came, then its entries. */
  private ByteBuffer batch = ByteBuffer.allocate(USUAL_BATCH_BYTES).position(ARRIVAL_BYTES);

  private @Nullable Segment<A> live;
  private @Nullable Segment<A> recovering;
  private boolean rollNext;
  private long batchArrivalMillis;
  private long nextRecoveredBlock;
  private long evictedJournalSegment = -1;
  private long heldBytes;

  Segments(long capBytes, @Nullable Journal journal, OriginPool origins, Supplier<A> attachments) {
    this.segmentBytes = segmentBytes(capBytes);
    this.blockBytes =
        (int)
            Math.min(MAX_BLOCK_BYTES, Math.max(MIN_BLOCK_BYTES, segmentBytes / BLOCKS_OF_SEGMENT));
    this.journal = journal;
    this.origins = origins;
    this.attachments = attachments;
  }

  /** How large a segment becomes in a store of {@code capBytes}. */
  static long segmentBytes(long capBytes) {
    return Math.max(MIN_BLOCK_BYTES, capBytes / SEGMENTS);
  }

  long heldBytes() {
    return heldBytes;
  }

  Collection<Segment<A>> all() {
    return byFirstBlock.values();
  }

  /** Those that hold the block or later ones. */
  Collection<Segment<A>> from(long block) {
    Long first = byFirstBlock.floorKey(block);
    return byFirstBlock.tailMap(first == null ? block : first, true).values();
  }

  void begin(long arrivalMillis) {
    batchArrivalMillis = arrivalMillis;
  }

  /**
   * Appends one entry of the batch.
   *
   * @param entry made by {@link SpanEntry} or {@link LogEntry}
   */
  long append(ByteBuffer entry, Origin origin, long timeNanos) {
    Segment<A> segment = live;
    if (segment == null || rollNext || segment.heldBytes() >= segmentBytes) {
      segment = roll();
    }
    int number = segment.numberOf(origin);
    if (number < 0) {
      number = segment.number(origins.acquire(origin));
      if (journal != null) {
        write(OriginEntry.encode(number, origin));
      }
    }
    Entry.setOrigin(entry, 0, number);
    if (journal != null) {
      write(entry);
    }
    segment.firstArrivalMillis = Math.min(segment.firstArrivalMillis, batchArrivalMillis);
    segment.latestArrivalMillis = Math.max(segment.latestArrivalMillis, batchArrivalMillis);
    return put(segment, entry, timeNanos);
  }

  private void write(ByteBuffer entry) {
    int needed = batch.position() + entry.remaining();
    if (needed > batch.capacity()) {
      batch = ByteBuffer.allocate(Math.max(needed, 2 * batch.capacity())).put(batch.flip());
    }
    batch.put(entry.duplicate());
  }

  private long put(Segment<A> segment, ByteBuffer entry, long timeNanos) {
    Block block = segment.last();
    if (block == null || !block.hasRoom(entry.remaining())) {
      block = new Block(Math.max(blockBytes, entry.remaining()));
      segment.add(block);
      heldBytes += block.heldBytes();
    }
    segment.entryBytes += entry.remaining();
    return Ref.of(segment.endBlock() - 1, block.add(entry, timeNanos));
  }

  /** Hands the batch to the journal. */
  void end() {
    Journal to = journal;
    Segment<A> segment = live;
    if (to == null || segment == null || batch.position() == ARRIVAL_BYTES) {
      return;
    }
    batch.putLong(0, batchArrivalMillis).flip();
    long written = to.append(BATCH, batch);
    if (batch.capacity() > USUAL_BATCH_BYTES) {
      batch = ByteBuffer.allocate(USUAL_BATCH_BYTES);
    }
    batch.clear().position(ARRIVAL_BYTES);
    if (written >= 0 && written != segment.journalSegment) {
      // After a failure the journal went on in a new file, which knows none of the origins.
      segment.journalSegment = written;
      rollNext = true;
    }
  }

  private Segment<A> roll() {
    end();
    Segment<A> old = live;
    Segment<A> next =
        new Segment<>(old == null ? FIRST_LIVE_BLOCK : old.endBlock(), attachments.get());
    if (journal != null) {
      next.journalSegment = journal.roll();
    }
    byFirstBlock.put(next.firstBlock, next);
    live = next;
    rollNext = false;
    return next;
  }

  /** Takes entries of an earlier process back in. */
  void recover(long journalSegment, ByteBuffer record, RecoveredEntry visitor) {
    if (journalSegment <= evictedJournalSegment || record.remaining() < ARRIVAL_BYTES) {
      return;
    }
    Segment<A> segment = recovering;
    if (segment == null || segment.journalSegment != journalSegment) {
      segment = new Segment<>(nextRecoveredBlock, attachments.get());
      segment.journalSegment = journalSegment;
      byFirstBlock.put(segment.firstBlock, segment);
      recovering = segment;
    }
    ByteBuffer in = record.slice();
    long arrivalMillis = in.getLong(0);
    segment.firstArrivalMillis = Math.min(segment.firstArrivalMillis, arrivalMillis);
    segment.latestArrivalMillis = Math.max(segment.latestArrivalMillis, arrivalMillis);
    for (int at = ARRIVAL_BYTES; Entry.isWhole(in, at); at = Entry.next(in, at)) {
      recover(segment, in, at, arrivalMillis, visitor);
    }
    // One number is left free: a segment without any block yet must not share its first.
    nextRecoveredBlock = Math.max(nextRecoveredBlock, segment.endBlock() + 1);
  }

  private void recover(
      Segment<A> segment, ByteBuffer in, int at, long arrivalMillis, RecoveredEntry visitor) {
    byte kind = Entry.kind(in, at);
    if (kind == Entry.ORIGIN) {
      Origin origin = OriginEntry.decode(in, at);
      if (origin != null && OriginEntry.number(in, at) == segment.originCount()) {
        segment.number(origins.acquire(origin));
      }
    } else if (kind == Entry.SPAN ? SpanEntry.isValid(in, at) : LogEntry.isValid(in, at)) {
      Origin origin = segment.origin(Entry.origin(in, at));
      if (origin != null) {
        long time = kind == Entry.SPAN ? SpanEntry.startNanos(in, at) : LogEntry.timeNanos(in, at);
        long ref = put(segment, in.slice(at, Entry.next(in, at) - at), time);
        visitor.recovered(kind, ref, origin, arrivalMillis);
      }
    }
  }

  /** Told of each entry that came back. */
  @FunctionalInterface
  interface RecoveredEntry {
    void recovered(byte kind, long ref, Origin origin, long arrivalMillis);
  }

  /** The segment that holds the block; it must be held. */
  Segment<A> segment(long ref) {
    return byFirstBlock.floorEntry(Ref.block(ref)).getValue();
  }

  Block block(Segment<A> segment, long ref) {
    return segment.blocks.get((int) (Ref.block(ref) - segment.firstBlock));
  }

  @Nullable Segment<A> oldest() {
    return byFirstBlock.isEmpty() ? null : byFirstBlock.firstEntry().getValue();
  }

  /** Lets the oldest segment go, from the journal too. */
  void dropOldest() {
    Segment<A> segment = byFirstBlock.pollFirstEntry().getValue();
    heldBytes -= segment.heldBytes();
    for (int i = 0; i < segment.originCount(); i++) {
      origins.release(segment.origins()[i]);
    }
    if (segment == live) {
      end();
      // The next one continues the numbers of this.
      long next = segment.endBlock();
      live = null;
      Segment<A> fresh = new Segment<>(next + 1, attachments.get());
      if (journal != null) {
        fresh.journalSegment = journal.roll();
      }
      byFirstBlock.put(fresh.firstBlock, fresh);
      live = fresh;
      rollNext = false;
    }
    if (journal != null && segment.journalSegment >= 0) {
      journal.deleteThrough(segment.journalSegment);
      evictedJournalSegment = Math.max(evictedJournalSegment, segment.journalSegment);
    }
  }

  /** Begins a new segment when the current one began before {@code millis}. */
  void rollIfOlder(long millis) {
    Segment<A> segment = live;
    if (segment != null && segment.firstArrivalMillis < millis && !segment.blocks.isEmpty()) {
      roll();
    }
  }
}
