package io.choicesherpa.console.store;

import com.google.protobuf.ByteString;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Spans where they stand in the store, read when they are asked for. Immutable: blocks are only
 * added to, and stay as long as somebody holds this.
 */
final class TraceSpans extends AbstractList<StoredSpan> {

  private static final Comparator<StoredSpan> BY_START =
      Comparator.comparingLong(StoredSpan::startEpochNanos)
          .thenComparing(Comparator.comparingLong(StoredSpan::endEpochNanos).reversed());

  private final Block[] blocks;
  private final int[] offsets;
  private final Origin[] origins;

  TraceSpans(int size) {
    blocks = new Block[size];
    offsets = new int[size];
    origins = new Origin[size];
  }

  void set(int index, Block block, int offset, Origin origin) {
    blocks[index] = block;
    offsets[index] = offset;
    origins[index] = origin;
  }

  @Override
  public StoredSpan get(int index) {
    return SpanEntry.decode(blocks[index], offsets[index], origins[index]);
  }

  @Override
  public int size() {
    return blocks.length;
  }

  /** A sender that got no answer sends its batch again: the same span, byte for byte. */
  List<StoredSpan> orderedWithoutRepeats() {
    Map<Long, Set<ByteString>> byId = new HashMap<>();
    List<StoredSpan> unique = new ArrayList<>(size());
    for (StoredSpan span : this) {
      Set<ByteString> known = byId.get(span.spanId());
      if (known == null) {
        byId.put(span.spanId(), Set.of(span.encoded()));
        unique.add(span);
      } else if (!known.contains(span.encoded())) {
        Set<ByteString> more = new HashSet<>(known);
        more.add(span.encoded());
        byId.put(span.spanId(), more);
        unique.add(span);
      }
    }
    unique.sort(BY_START);
    return List.copyOf(unique);
  }
}
