package io.choicesherpa.console.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that come and go together, with the origins that their entries name. Guarded by the
 * store's lock.
 *
 * @param <A> what the store keeps beside it
 */
final class Segment<A> {

  /** Number of the first block; the others follow without gap. */
  final long firstBlock;

  final A attachment;
  final List<Block> blocks = new ArrayList<>();

  /** The journal's segment with the same entries; -1 for none. */
  long journalSegment = -1;

  long firstArrivalMillis = Long.MAX_VALUE;
  long latestArrivalMillis;
  long entryBytes;
  private long blockBytes;
  private Origin[] origins = new Origin[4];
  private int originCount;
  private final Map<Origin, Integer> numbers = new HashMap<>();

  Segment(long firstBlock, A attachment) {
    this.firstBlock = firstBlock;
    this.attachment = attachment;
  }

  long heldBytes() {
    return blockBytes;
  }

  /** The origin's number; -1 when it has none yet. */
  int numberOf(Origin origin) {
    return numbers.getOrDefault(origin, -1);
  }

  /** Gives the origin the next number. */
  int number(Origin origin) {
    int number = originCount++;
    if (number == origins.length) {
      origins = java.util.Arrays.copyOf(origins, 2 * number);
    }
    origins[number] = origin;
    numbers.put(origin, number);
    return number;
  }

  @Nullable Origin origin(int number) {
    return number >= 0 && number < originCount ? origins[number] : null;
  }

  int originCount() {
    return originCount;
  }

  /** The array itself; what it holds so far never changes. */
  Origin[] origins() {
    return origins;
  }

  void add(Block block) {
    blocks.add(block);
    blockBytes += block.heldBytes();
  }

  @Nullable Block last() {
    return blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
  }

  long endBlock() {
    return firstBlock + blocks.size();
  }
}
