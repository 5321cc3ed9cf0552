package io.choicesherpa.console.series;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.choicesherpa.console.journal.Journal;
import io.choicesherpa.console.journal.JournalFigures;
import io.choicesherpa.console.journal.JournalOptions;
import io.choicesherpa.console.journal.JournalRecord;
import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Labels;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Series on disk, in two journals. {@code recent} has each batch of samples as it came; when it has
 * grown, the open ends of all series are written to a new segment and the older ones go. {@code
 * chunks} has each whole chunk once, in segments that each name their series anew, so that the
 * oldest can go alone.
 */
final class SeriesJournal implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(SeriesJournal.class);

  private static final byte SERIES = 1;
  private static final byte SAMPLES = 2;
  private static final byte CHUNK = 3;
  private static final byte EXEMPLAR = 4;

  private static final int CHUNK_SEGMENTS = 16;
  private static final long MIN_SEGMENT_BYTES = 64 << 10;

  /** Chunks are padded in memory and not on disk, and named on disk: about the same in the end. */
  private static final int DISK_PERCENT = 125;

  /** What replay hands over. */
  interface Restorer {

    /** The series with these labels, under this id when it is new. */
    StoredSeries series(long id, Labels labels);

    /** A whole chunk, of the oldest first. */
    void chunk(StoredSeries series, Chunk chunk);

    /** A single sample. */
    void sample(StoredSeries series, long timeMillis, double value);

    /** A single histogram. */
    void sample(StoredSeries series, long timeMillis, Histogram histogram);

    /** An exemplar. */
    void exemplar(StoredSeries series, Exemplar exemplar);
  }

  private final Journal recent;
  private final Journal chunks;
  private final long checkpointBytes;
  private final Map<Long, Long> chunkSegmentEnds = new TreeMap<>();
  private volatile long afterCheckpointBytes;

  private SeriesJournal(Journal recent, Journal chunks, long checkpointBytes) {
    this.recent = recent;
    this.chunks = chunks;
    this.checkpointBytes = checkpointBytes;
  }

  /**
   * Opens both below {@code dir}.
   *
   * @param capBytes memory that the series may hold
   * @param checkpointBytes how far {@code recent} may grow before it is written anew
   */
  static SeriesJournal open(Path dir, long capBytes, long checkpointBytes) throws IOException {
    long diskBytes = capBytes / 100 * DISK_PERCENT;
    long segmentBytes = Math.max(MIN_SEGMENT_BYTES, diskBytes / CHUNK_SEGMENTS);
    Journal recent =
        Journal.open(
            dir.resolve("recent"),
            // Only a checkpoint may delete here.
            new JournalOptions("recent samples", checkpointBytes, Long.MAX_VALUE));
    try {
      Journal chunks =
          Journal.open(
              dir.resolve("chunks"),
              new JournalOptions("series", segmentBytes, Math.max(diskBytes, 2 * segmentBytes)));
      return new SeriesJournal(recent, chunks, checkpointBytes);
    } catch (IOException e) {
      recent.close();
      throw e;
    }
  }

  void created(StoredSeries series) {
    recent.append(SERIES, record(out -> writeName(out, series)));
  }

  /** Samples of a batch as they are written. Not thread-safe. */
  final class BatchRecord {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    private long lastId;
    private long lastMillis;
    private boolean empty = true;

    void add(StoredSeries series, long timeMillis, double value) {
      try {
        start(series, timeMillis, false);
        out.writeDoubleNoTag(value);
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory failed", e);
      }
    }

    void add(StoredSeries series, long timeMillis, Histogram histogram) {
      try {
        start(series, timeMillis, true);
        HistogramCodec.write(out, histogram);
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory failed", e);
      }
    }

    private void start(StoredSeries series, long timeMillis, boolean histogram) throws IOException {
      out.writeSInt64NoTag((series.id - lastId) * 2 + (histogram ? 1 : 0));
      out.writeSInt64NoTag(timeMillis - lastMillis);
      lastId = series.id;
      lastMillis = timeMillis;
      empty = false;
    }

    void append() {
      if (empty) {
        return;
      }
      try {
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory failed", e);
      }
      recent.append(SAMPLES, bytes.toByteArray());
    }
  }

  BatchRecord batch() {
    return new BatchRecord();
  }

  void exemplar(StoredSeries series, Exemplar exemplar) {
    recent.append(
        EXEMPLAR,
        record(
            out -> {
              out.writeUInt64NoTag(series.id);
              out.writeSInt64NoTag(exemplar.timeMillis());
              out.writeDoubleNoTag(exemplar.value());
              writeLabels(out, exemplar.labels());
            }));
  }

  /** Writes a chunk that became whole. */
  void sealed(StoredSeries series, Chunk chunk) {
    boolean named = series.namedInSegment == chunks.current();
    long segment = chunks.append(CHUNK, chunkRecord(series, chunk, !named));
    if (named && segment >= 0 && segment != series.namedInSegment) {
      // It came to be the first of a new segment: there it has to be named.
      segment = chunks.append(CHUNK, chunkRecord(series, chunk, true));
    }
    if (segment >= 0) {
      series.namedInSegment = segment;
      noteChunk(segment, chunk.maxMillis());
    }
  }

  private synchronized void noteChunk(long segment, long maxMillis) {
    chunkSegmentEnds.merge(segment, maxMillis, Math::max);
  }

  /** Lets go what ended before {@code beforeMillis}. */
  synchronized void retainFrom(long beforeMillis) {
    chunkSegmentEnds
        .entrySet()
        .removeIf(
            end -> {
              boolean gone = end.getValue() < beforeMillis && end.getKey() < chunks.current();
              if (gone) {
                chunks.deleteThrough(end.getKey());
              }
              return gone;
            });
  }

  /** Whether enough has come since the last checkpoint. */
  boolean wantsCheckpoint() {
    return recent.figures().heldBytes() - afterCheckpointBytes > checkpointBytes;
  }

  /**
   * Writes the open ends of {@code all}, then lets go what came before. Nothing may be appended
   * meanwhile.
   */
  void checkpoint(Collection<StoredSeries> all) {
    long before = recent.current();
    long droppedBefore = recent.figures().droppedRecords();
    recent.roll();
    for (StoredSeries series : all) {
      Chunk open = series.open();
      if (open == null) {
        created(series);
      } else {
        recent.append(CHUNK, chunkRecord(series, open, true));
      }
      for (Exemplar exemplar : series.exemplars(Long.MIN_VALUE, Long.MAX_VALUE)) {
        exemplar(series, exemplar);
      }
    }
    recent.sync();
    chunks.sync();
    if (recent.figures().droppedRecords() == droppedBefore) {
      recent.deleteThrough(before);
    }
    afterCheckpointBytes = recent.figures().heldBytes();
  }

  /** Reads what earlier processes left, the oldest first. */
  void replay(Restorer restorer) {
    Map<Long, StoredSeries> byId = new HashMap<>();
    chunks.replay(
        guarded(
            record -> {
              CodedInputStream in = CodedInputStream.newInstance(record.payload());
              StoredSeries series = readName(in, byId, restorer);
              Chunk chunk = readChunk(in);
              noteChunk(record.segment(), chunk.maxMillis());
              restorer.chunk(series, chunk);
            }));
    byId.clear();
    recent.replay(guarded(record -> replayRecent(record, byId, restorer)));
  }

  /** Reads one record's payload. */
  private interface RecordReader {
    void read(JournalRecord record) throws IOException;
  }

  private static Consumer<JournalRecord> guarded(RecordReader reader) {
    return record -> {
      try {
        reader.read(record);
      } catch (IOException | IllegalArgumentException e) {
        log.warn("A record of type {} in the series' journal is passed over", record.type(), e);
      }
    };
  }

  private static void replayRecent(
      JournalRecord record, Map<Long, StoredSeries> byId, Restorer restorer) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(record.payload());
    switch (record.type()) {
      case SERIES -> readName(in, byId, restorer);
      case SAMPLES -> replaySamples(in, byId::get, restorer);
      case CHUNK -> {
        StoredSeries series = readName(in, byId, restorer);
        ChunkReader reader = readChunk(in).reader();
        while (reader.next()) {
          Histogram histogram = reader.histogram();
          if (histogram == null) {
            restorer.sample(series, reader.timestampMillis(), reader.value());
          } else {
            restorer.sample(series, reader.timestampMillis(), histogram);
          }
        }
      }
      case EXEMPLAR -> {
        StoredSeries series = byId.get(in.readUInt64());
        long timeMillis = in.readSInt64();
        double value = in.readDouble();
        if (series != null) {
          restorer.exemplar(series, new Exemplar(readLabels(in), value, timeMillis));
        }
      }
      default -> throw new IOException("unknown type " + record.type());
    }
  }

  private static void replaySamples(
      CodedInputStream in, Function<Long, StoredSeries> byId, Restorer restorer)
      throws IOException {
    long id = 0;
    long timeMillis = 0;
    while (!in.isAtEnd()) {
      long idChange = in.readSInt64();
      id += idChange >> 1;
      timeMillis += in.readSInt64();
      StoredSeries series = byId.apply(id);
      if ((idChange & 1) == 0) {
        double value = in.readDouble();
        if (series != null) {
          restorer.sample(series, timeMillis, value);
        }
      } else {
        Histogram histogram = HistogramCodec.read(in);
        if (series != null) {
          restorer.sample(series, timeMillis, histogram);
        }
      }
    }
  }

  private static byte[] chunkRecord(StoredSeries series, Chunk chunk, boolean named) {
    return record(
        out -> {
          if (named) {
            writeName(out, series);
          } else {
            out.writeUInt64NoTag(series.id);
            out.writeUInt32NoTag(0);
          }
          out.writeBoolNoTag(chunk.histograms());
          out.writeSInt64NoTag(chunk.minMillis());
          out.writeUInt64NoTag(chunk.maxMillis() - chunk.minMillis());
          out.writeUInt32NoTag(chunk.count());
          out.writeByteArrayNoTag(chunk.data());
        });
  }

  private static Chunk readChunk(CodedInputStream in) throws IOException {
    boolean histograms = in.readBool();
    long minMillis = in.readSInt64();
    long maxMillis = minMillis + in.readUInt64();
    int count = in.readUInt32();
    return new Chunk(histograms, minMillis, maxMillis, count, in.readByteArray());
  }

  private static void writeName(CodedOutputStream out, StoredSeries series) throws IOException {
    out.writeUInt64NoTag(series.id);
    writeLabels(out, series.labels());
  }

  private static void writeLabels(CodedOutputStream out, Labels labels) throws IOException {
    out.writeUInt32NoTag(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      out.writeStringNoTag(labels.name(i));
      out.writeStringNoTag(labels.value(i));
    }
  }

  private static StoredSeries readName(
      CodedInputStream in, Map<Long, StoredSeries> byId, Restorer restorer) throws IOException {
    long id = in.readUInt64();
    Labels labels = readLabels(in);
    if (labels.size() > 0) {
      byId.put(id, restorer.series(id, labels));
    }
    StoredSeries series = byId.get(id);
    if (series == null) {
      throw new IOException("series " + id + " is not named");
    }
    return series;
  }

  private static Labels readLabels(CodedInputStream in) throws IOException {
    int count = in.readUInt32();
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < count; i++) {
      labels.put(in.readString(), in.readString());
    }
    return Labels.of(labels);
  }

  /** Writes a record's payload. */
  private interface RecordWriter {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] record(RecordWriter writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      writer.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  void sync() {
    recent.sync();
    chunks.sync();
  }

  List<JournalFigures> figures() {
    return List.of(recent.figures(), chunks.figures());
  }

  @Override
  public void close() {
    try (recent) {
      chunks.close();
    }
  }
}
