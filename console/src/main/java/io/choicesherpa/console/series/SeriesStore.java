package io.choicesherpa.console.series;

import io.choicesherpa.console.series.StoredSeries.Result;
import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.SeriesSource;
import io.choicesherpa.promql.source.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All series. Thread-safe; a query sees each series as it stood when it was selected.
 *
 * <pre>{@code
 * SampleBatch batch = store.batch();
 * batch.add(Labels.of("__name__", "up", "job", "shop"), nowMillis, 1);
 * batch.commit();
 * }</pre>
 *
 * <p>Samples come in the order of their times: an earlier one is dropped and counted, the same once
 * more is passed over. Before the first sample of a counter of which is known when it began, a zero
 * of that time is put; the same where it began anew. When the cap is reached the oldest chunks go;
 * a series that got a sample lately stays, so past the cap new series are refused.
 */
public final class SeriesStore implements SeriesSource, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SeriesStore.class);

  private static final long TEND_SECONDS = 5;
  private static final long CHECKPOINT_BYTES = 16 << 20;
  private static final long MIN_CHECKPOINT_BYTES = 256 << 10;

  private final SeriesLimits limits;
  private final Clock clock;
  private final SeriesIndex index = new SeriesIndex();
  private final MetadataTable metadata = new MetadataTable();
  private final @Nullable SeriesJournal journal;
  private final LongAdder heldBytes = new LongAdder();
  private final AtomicLong nextId = new AtomicLong(1);
  private final SampleCounts counts = new SampleCounts();
  private final SeriesEviction eviction;
  private final BatchAppender appender;

  /** Whoever appends holds it shared; a checkpoint holds it alone. */
  private final ReadWriteLock gate = new ReentrantReadWriteLock();

  private final CountDownLatch ready = new CountDownLatch(1);
  private final ScheduledExecutorService tender;

  private SeriesStore(SeriesLimits limits, Clock clock, @Nullable SeriesJournal journal) {
    this.limits = limits;
    this.clock = clock;
    this.journal = journal;
    this.eviction = new SeriesEviction(limits, index, heldBytes, counts);
    this.appender = new BatchAppender(this, limits, counts, journal);
    this.tender =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "console-series");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** A store that keeps nothing across restarts. */
  public static SeriesStore inMemory(SeriesLimits limits, Clock clock) {
    SeriesStore store = new SeriesStore(limits, clock, null);
    store.ready.countDown();
    store.begin();
    return store;
  }

  /**
   * A store that resumes what an earlier process left in {@code dir}. Reading that goes on in the
   * background: see {@link #awaitReady}.
   *
   * @throws IOException when the directory cannot be used, or another process uses it
   */
  public static SeriesStore open(Path dir, SeriesLimits limits, Clock clock) throws IOException {
    long checkpointBytes =
        Math.max(MIN_CHECKPOINT_BYTES, Math.min(CHECKPOINT_BYTES, limits.capBytes() / 4));
    SeriesStore store =
        new SeriesStore(limits, clock, SeriesJournal.open(dir, limits.capBytes(), checkpointBytes));
    store.tender.execute(store::recover);
    store.begin();
    return store;
  }

  private void begin() {
    Future<?> unused =
        tender.scheduleWithFixedDelay(this::tend, TEND_SECONDS, TEND_SECONDS, TimeUnit.SECONDS);
  }

  private void recover() {
    SeriesJournal from = journal;
    try {
      if (from != null) {
        from.replay(new Recovery(from));
        from.checkpoint(index.all());
        log.info("Took back {} series with {} samples", index.size(), figures().samples());
      }
    } catch (RuntimeException e) {
      log.error("Series of an earlier process are kept only in part", e);
    } finally {
      ready.countDown();
    }
  }

  /** Waits until all that an earlier process left is there; false when the time is over first. */
  public boolean awaitReady(Duration limit) {
    try {
      return ready.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether nothing is left to be read of an earlier process. */
  public boolean isReady() {
    return ready.getCount() == 0;
  }

  /**
   * The series with these labels, made when it is not there yet.
   *
   * @return null when there is no room for it or it breaks a limit, which is counted
   */
  public @Nullable StoredSeries series(Labels labels) {
    StoredSeries known = index.get(labels);
    if (known != null) {
      return known;
    }
    if (limits.violation(labels) != null || !isReady()) {
      counts.refusedSeries.increment();
      return null;
    }
    gate.readLock().lock();
    try {
      synchronized (index) {
        StoredSeries other = index.get(labels);
        if (other != null) {
          return other;
        }
        if (!eviction.hasRoomFor(labels, clock.millis())) {
          counts.refusedSeries.increment();
          return null;
        }
        StoredSeries series =
            new StoredSeries(nextId.getAndIncrement(), index.shared(labels), heldBytes);
        if (journal != null) {
          journal.created(series);
        }
        index.add(series);
        counts.createdSeries.increment();
        return series;
      }
    } finally {
      gate.readLock().unlock();
    }
  }

  /** The limit that {@code labels} break, in words; null when they break none. */
  public @Nullable String violation(Labels labels) {
    return limits.violation(labels);
  }

  /** An empty batch. */
  public SampleBatch batch() {
    return new SampleBatch(this);
  }

  BatchOutcome commit(SampleBatch batch) {
    long now = clock.millis();
    SampleCounts.Tally tally = new SampleCounts.Tally(batch.refused());
    if (!isReady() || eviction.isOverfull()) {
      tally.refused += batch.size();
    } else {
      gate.readLock().lock();
      try {
        appender.append(batch, now, tally);
      } finally {
        gate.readLock().unlock();
      }
    }
    BatchOutcome outcome = tally.outcome();
    counts.add(outcome);
    eviction.makeRoom(now);
    return outcome;
  }

  /** Regular work: age, room, and the journal's. */
  private void tend() {
    try {
      long now = clock.millis();
      long oldest = now - limits.retention().toMillis();
      eviction.retainFrom(oldest);
      eviction.makeRoom(now);
      if (journal != null) {
        journal.retainFrom(oldest);
        if (journal.wantsCheckpoint()) {
          checkpoint(journal);
        }
        journal.sync();
      }
    } catch (RuntimeException e) {
      log.error("The series could not be tended", e);
    }
  }

  private void checkpoint(SeriesJournal to) {
    gate.writeLock().lock();
    try {
      to.checkpoint(index.all());
    } finally {
      gate.writeLock().unlock();
    }
  }

  @Override
  public List<? extends Series> select(List<LabelMatcher> matchers, TimeRange range) {
    List<Series> found = new ArrayList<>();
    for (StoredSeries series : index.select(matchers)) {
      List<Chunk> chunks = series.chunks(range.startMillis(), range.endMillis());
      if (!chunks.isEmpty()) {
        found.add(new SeriesView(series.labels(), chunks));
      }
    }
    return found;
  }

  /** Labels of the series that {@link #select} would find. */
  public List<Labels> labels(List<LabelMatcher> matchers, TimeRange range) {
    List<Labels> found = new ArrayList<>();
    for (StoredSeries series : within(matchers, range)) {
      found.add(series.labels());
    }
    return found;
  }

  private List<StoredSeries> within(List<LabelMatcher> matchers, TimeRange range) {
    List<StoredSeries> found = index.select(matchers);
    found.removeIf(series -> !series.isWithin(range.startMillis(), range.endMillis()));
    return found;
  }

  /** Names of labels, sorted; of all series when there are no matchers, whatever the range. */
  public NavigableSet<String> labelNames(List<LabelMatcher> matchers, TimeRange range) {
    if (matchers.isEmpty()) {
      return index.names();
    }
    NavigableSet<String> names = new TreeSet<>();
    for (StoredSeries series : within(matchers, range)) {
      series.labels().forEach((name, value) -> names.add(name));
    }
    return names;
  }

  /** Values of one label, sorted; otherwise as {@link #labelNames}. */
  public NavigableSet<String> labelValues(
      String name, List<LabelMatcher> matchers, TimeRange range) {
    if (matchers.isEmpty()) {
      return index.values(name);
    }
    NavigableSet<String> values = new TreeSet<>();
    for (StoredSeries series : within(matchers, range)) {
      String value = series.labels().get(name);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /**
   * How many series each value of a label has.
   *
   * @return by value, in no order
   */
  public Map<String, Integer> seriesCounts(String label) {
    return index.counts(label);
  }

  /**
   * The exemplars of one series.
   *
   * @param series labels of the series
   * @param exemplars within the range asked for, oldest first; at least one
   */
  public record SeriesExemplars(Labels series, List<Exemplar> exemplars) {}

  /** Exemplars of the series that satisfy all {@code matchers}. */
  public List<SeriesExemplars> exemplars(List<LabelMatcher> matchers, TimeRange range) {
    List<SeriesExemplars> found = new ArrayList<>();
    for (StoredSeries series : index.select(matchers)) {
      List<Exemplar> exemplars = series.exemplars(range.startMillis(), range.endMillis());
      if (!exemplars.isEmpty()) {
        found.add(new SeriesExemplars(series.labels(), exemplars));
      }
    }
    return found;
  }

  /** What producers say of their metrics. */
  public MetadataTable metadata() {
    return metadata;
  }

  /** Time of the oldest sample held; {@link Long#MAX_VALUE} when there is none. */
  public long oldestMillis() {
    return index.all().stream().mapToLong(StoredSeries::firstMillis).min().orElse(Long.MAX_VALUE);
  }

  /** Time of the latest sample held; {@link Long#MIN_VALUE} when there is none. */
  public long latestMillis() {
    return index.all().stream().mapToLong(StoredSeries::lastMillis).max().orElse(Long.MIN_VALUE);
  }

  /** The figures now. */
  public SeriesFigures figures() {
    return counts.figures(
        index.size(),
        heldBytes.sum(),
        limits.capBytes(),
        journal == null ? List.of() : journal.figures());
  }

  /** Forces all to the disk. Nothing may be appended afterwards. */
  @Override
  public void close() {
    tender.shutdown();
    try {
      if (!tender.awaitTermination(TEND_SECONDS, TimeUnit.SECONDS)) {
        log.warn("The series are still being read while the console ends");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (journal != null) {
      journal.close();
    }
  }

  /** Puts in what the journal has. */
  private final class Recovery implements SeriesJournal.Restorer {

    private final SeriesJournal from;
    private long restored;

    Recovery(SeriesJournal from) {
      this.from = from;
    }

    @Override
    public StoredSeries series(long id, Labels labels) {
      nextId.accumulateAndGet(id + 1, Math::max);
      StoredSeries known = index.get(labels);
      if (known != null) {
        return known;
      }
      StoredSeries series = new StoredSeries(id, index.shared(labels), heldBytes);
      index.add(series);
      return series;
    }

    @Override
    public void chunk(StoredSeries series, Chunk chunk) {
      if (series.restore(chunk)) {
        counts.restored(chunk.count());
        if ((++restored & 0x3ff) == 0) {
          eviction.makeRoom(clock.millis());
        }
      }
    }

    @Override
    public void sample(StoredSeries series, long timeMillis, double value) {
      restored(series, series.append(timeMillis, value));
    }

    @Override
    public void sample(StoredSeries series, long timeMillis, Histogram histogram) {
      restored(series, series.append(timeMillis, histogram));
    }

    private void restored(StoredSeries series, Result result) {
      if (result == Result.SEALED) {
        from.sealed(series, series.lastSealed());
      }
      if (result == Result.SEALED || result == Result.ACCEPTED) {
        counts.restored(1);
      }
    }

    @Override
    public void exemplar(StoredSeries series, Exemplar exemplar) {
      series.add(exemplar);
    }
  }
}
