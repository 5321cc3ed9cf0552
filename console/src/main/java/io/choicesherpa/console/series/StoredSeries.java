package io.choicesherpa.console.series;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.StaleMarker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A handle to one series, to keep for its next samples. Thread-safe.
 *
 * <p>Whole chunks stand in an array that is replaced and never changed; the last samples stand in a
 * writer whose snapshots stay right while it goes on. So a query holds the lock only to take both.
 */
public final class StoredSeries {

  /** What became of a sample. */
  enum Result {
    ACCEPTED,
    /** Accepted, and the chunk before it is whole now. */
    SEALED,
    /** The same once more: nothing to do. */
    REPEATED,
    OUT_OF_ORDER,
    DUPLICATE,
    /** The series is no longer held. */
    REMOVED
  }

  private static final Chunk[] NONE = {};

  /** Of this object, the map's entry and the list of exemplars. */
  private static final int OVERHEAD_BYTES = 240;

  private static final int LABEL_BYTES = 24;
  private static final int MAX_EXEMPLARS = 10;

  final long id;
  private final Labels labels;
  private final LongAdder heldBytes;
  private Chunk[] chunks = NONE;
  private @Nullable ChunkWriter head;
  private long headBytes;
  private long lastMillis = Long.MIN_VALUE;
  private long lastBits;
  private @Nullable Histogram lastHistogram;
  private @Nullable List<Exemplar> exemplars;
  private boolean removed;

  /** The journal's segment that names this series last; -1 before there is one. */
  volatile long namedInSegment = -1;

  StoredSeries(long id, Labels labels, LongAdder heldBytes) {
    this.id = id;
    this.labels = labels;
    this.heldBytes = heldBytes;
    heldBytes.add(baseBytes(labels));
  }

  /** Upper estimate of what a series costs before its first sample, all its texts its own. */
  static long baseBytes(Labels labels) {
    long chars = 0;
    for (int i = 0; i < labels.size(); i++) {
      chars += labels.value(i).length();
    }
    return OVERHEAD_BYTES + (long) LABEL_BYTES * labels.size() + chars;
  }

  /** What tells it from others. */
  public Labels labels() {
    return labels;
  }

  synchronized Result append(long timeMillis, double value) {
    if (removed) {
      return Result.REMOVED;
    }
    if (timeMillis <= lastMillis) {
      boolean same = lastHistogram == null && Double.doubleToRawLongBits(value) == lastBits;
      return late(timeMillis, same);
    }
    if (lastHistogram != null && StaleMarker.is(value)) {
      return append(timeMillis, HistogramCodec.STALE);
    }
    lastMillis = timeMillis;
    lastBits = Double.doubleToRawLongBits(value);
    lastHistogram = null;
    if (head instanceof NumberWriter numbers && !head.isFull()) {
      numbers.append(timeMillis, value);
      account();
      return Result.ACCEPTED;
    }
    return begin(new NumberWriter(timeMillis, value));
  }

  synchronized Result append(long timeMillis, Histogram histogram) {
    if (removed) {
      return Result.REMOVED;
    }
    if (timeMillis <= lastMillis) {
      return late(timeMillis, histogram.equals(lastHistogram));
    }
    lastMillis = timeMillis;
    lastHistogram = histogram;
    if (head instanceof HistogramWriter histograms && !head.isFull()) {
      histograms.append(timeMillis, histogram);
      account();
      return Result.ACCEPTED;
    }
    return begin(new HistogramWriter(timeMillis, histogram));
  }

  private Result late(long timeMillis, boolean same) {
    if (timeMillis < lastMillis) {
      return Result.OUT_OF_ORDER;
    }
    return same ? Result.REPEATED : Result.DUPLICATE;
  }

  private Result begin(ChunkWriter next) {
    ChunkWriter whole = head;
    head = next;
    if (whole != null) {
      Chunk chunk = whole.seal();
      chunks = Arrays.copyOf(chunks, chunks.length + 1);
      chunks[chunks.length - 1] = chunk;
      heldBytes.add(chunk.heldBytes());
    }
    account();
    return whole == null ? Result.ACCEPTED : Result.SEALED;
  }

  private void account() {
    long now = head == null ? 0 : head.heldBytes();
    if (now != headBytes) {
      heldBytes.add(now - headBytes);
      headBytes = now;
    }
  }

  /** Puts a chunk of an earlier process at the end; false when its samples are here already. */
  synchronized boolean restore(Chunk chunk) {
    if (removed || chunk.minMillis() <= lastMillis || head != null) {
      return false;
    }
    chunks = Arrays.copyOf(chunks, chunks.length + 1);
    chunks[chunks.length - 1] = chunk;
    heldBytes.add(chunk.heldBytes());
    lastMillis = chunk.maxMillis();
    return true;
  }

  /** The chunk that was sealed last. */
  synchronized Chunk lastSealed() {
    return chunks[chunks.length - 1];
  }

  /** The samples that are in no whole chunk yet; null when there are none. */
  synchronized @Nullable Chunk open() {
    return head == null ? null : head.snapshot();
  }

  /** The chunks that have samples within the range, oldest first. */
  synchronized List<Chunk> chunks(long startMillis, long endMillis) {
    int first = 0;
    int beyond = chunks.length;
    while (first < beyond) {
      int middle = (first + beyond) >>> 1;
      if (chunks[middle].maxMillis() < startMillis) {
        first = middle + 1;
      } else {
        beyond = middle;
      }
    }
    List<Chunk> found = new ArrayList<>();
    for (int i = first; i < chunks.length && chunks[i].minMillis() <= endMillis; i++) {
      found.add(chunks[i]);
    }
    if (head != null && lastMillis >= startMillis) {
      Chunk open = head.snapshot();
      if (open.minMillis() <= endMillis) {
        found.add(open);
      }
    }
    return found;
  }

  /** Whether it has a chunk that reaches into the range. */
  synchronized boolean isWithin(long startMillis, long endMillis) {
    return lastMillis >= startMillis && firstMillis() <= endMillis;
  }

  synchronized long firstMillis() {
    if (chunks.length > 0) {
      return chunks[0].minMillis();
    }
    return head == null ? Long.MAX_VALUE : head.snapshot().minMillis();
  }

  /** Time of the latest sample; {@link Long#MIN_VALUE} before the first. */
  public synchronized long lastMillis() {
    return lastMillis;
  }

  /**
   * Lets the chunks go whose last sample is before {@code beforeMillis}.
   *
   * @return samples let go
   */
  synchronized long evict(long beforeMillis) {
    int gone = 0;
    long samples = 0;
    while (gone < chunks.length && chunks[gone].maxMillis() < beforeMillis) {
      samples += chunks[gone].count();
      heldBytes.add(-chunks[gone].heldBytes());
      gone++;
    }
    if (gone > 0) {
      chunks = Arrays.copyOfRange(chunks, gone, chunks.length);
    }
    if (head != null && lastMillis < beforeMillis) {
      samples += head.snapshot().count();
      head = null;
      account();
    }
    return samples;
  }

  /** Marks it as no longer held when it has no sample left; false when it has. */
  synchronized boolean removeIfEmpty() {
    if (removed || head != null || chunks.length > 0) {
      return false;
    }
    removed = true;
    heldBytes.add(-baseBytes(labels));
    if (exemplars != null) {
      exemplars.forEach(exemplar -> heldBytes.add(-exemplar.heldBytes()));
      exemplars = null;
    }
    return true;
  }

  /** Keeps one of the latest exemplars; false when it is there already or is older than those. */
  synchronized boolean add(Exemplar exemplar) {
    if (removed) {
      return false;
    }
    if (exemplars == null) {
      exemplars = new ArrayList<>(2);
    }
    if (!exemplars.isEmpty()) {
      Exemplar last = exemplars.get(exemplars.size() - 1);
      boolean repeated =
          last.labels().equals(exemplar.labels())
              && Double.compare(last.value(), exemplar.value()) == 0;
      if (repeated || exemplar.timeMillis() < last.timeMillis()) {
        return false;
      }
    }
    if (exemplars.size() == MAX_EXEMPLARS) {
      heldBytes.add(-exemplars.remove(0).heldBytes());
    }
    exemplars.add(exemplar);
    heldBytes.add(exemplar.heldBytes());
    return true;
  }

  /** The exemplars within the range, oldest first. */
  synchronized List<Exemplar> exemplars(long startMillis, long endMillis) {
    return exemplars == null
        ? List.of()
        : exemplars.stream()
            .filter(one -> one.timeMillis() >= startMillis && one.timeMillis() <= endMillis)
            .toList();
  }

  /** Adds the bytes of each whole chunk to the slot of its age. */
  synchronized void weigh(ChunkAges ages) {
    for (Chunk chunk : chunks) {
      ages.add(chunk.maxMillis(), chunk.heldBytes());
    }
    if (head != null) {
      ages.add(lastMillis, headBytes);
    }
  }

  @Override
  public String toString() {
    return labels.toString();
  }
}
