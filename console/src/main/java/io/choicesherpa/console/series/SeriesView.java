package io.choicesherpa.console.series;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.source.SampleIterator;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series as it stood when it was selected: what comes later is not seen. Immutable. */
final class SeriesView implements Series {

  private final Labels labels;
  private final List<Chunk> chunks;

  SeriesView(Labels labels, List<Chunk> chunks) {
    this.labels = labels;
    this.chunks = chunks;
  }

  @Override
  public Labels labels() {
    return labels;
  }

  @Override
  public SampleIterator samples(TimeRange range) {
    return new Samples(chunks, range);
  }

  private static final class Samples implements SampleIterator {

    private final List<Chunk> chunks;
    private final TimeRange range;
    private int nextChunk;
    private @Nullable ChunkReader reader;
    private boolean ended;

    Samples(List<Chunk> chunks, TimeRange range) {
      this.chunks = chunks;
      this.range = range;
      while (nextChunk < chunks.size() && chunks.get(nextChunk).maxMillis() < range.startMillis()) {
        nextChunk++;
      }
    }

    @Override
    public boolean next() {
      while (!ended) {
        ChunkReader now = reader;
        if (now == null) {
          if (nextChunk == chunks.size()) {
            ended = true;
            return false;
          }
          now = chunks.get(nextChunk++).reader();
          reader = now;
        }
        while (now.next()) {
          long time = now.timestampMillis();
          if (time > range.endMillis()) {
            ended = true;
            return false;
          }
          if (time >= range.startMillis()) {
            return true;
          }
        }
        reader = null;
      }
      return false;
    }

    private ChunkReader current() {
      ChunkReader now = reader;
      if (now == null) {
        throw new IllegalStateException("there is no sample before next() or after the last");
      }
      return now;
    }

    @Override
    public long timestampMillis() {
      return current().timestampMillis();
    }

    @Override
    public double value() {
      return current().value();
    }

    @Override
    public @Nullable Histogram histogram() {
      return current().histogram();
    }
  }
}
