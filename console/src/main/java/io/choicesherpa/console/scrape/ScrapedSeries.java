package io.choicesherpa.console.scrape;

import io.choicesherpa.console.series.SampleBatch;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.console.series.StoredSeries;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.StaleMarker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which line of a target's exposition is which series, and which of them were there the last time:
 * those that are gone get a stale marker. Not thread-safe; one scrape at a time.
 */
final class ScrapedSeries {

  private static final int MAX_REMEMBERED_LINES = 100_000;

  /** Makes labels of a line, when the line is new. */
  interface LabelReader {
    Labels read() throws ExpositionException;
  }

  private final SeriesStore store;
  private Map<String, StoredSeries> byLine = new HashMap<>();
  private Set<StoredSeries> seen = new HashSet<>();

  ScrapedSeries(SeriesStore store) {
    this.store = store;
  }

  /** What one scrape has seen so far; nothing is remembered before {@link #end}. */
  final class Scrape {
    private final Map<String, StoredSeries> lines = new HashMap<>(byLine.size() * 4 / 3 + 1);
    private final Set<StoredSeries> present = new HashSet<>(seen.size() * 4 / 3 + 1);
    private int added;

    /** The series of a line; null when it is refused. */
    @Nullable StoredSeries series(String line, LabelReader labels) throws ExpositionException {
      StoredSeries series = byLine.get(line);
      if (series == null) {
        series = store.series(labels.read());
      }
      if (series != null && lines.size() < MAX_REMEMBERED_LINES) {
        lines.put(line, series);
      }
      return series;
    }

    /** Notes that the series has a sample of this scrape's time. */
    void present(StoredSeries series) {
      if (present.add(series) && !seen.contains(series)) {
        added++;
      }
    }

    /**
     * Marks series that were there the last time and are not now; the next scrape follows on this.
     */
    void end(SampleBatch batch, long timeMillis) {
      for (StoredSeries before : seen) {
        if (!present.contains(before)) {
          batch.add(before, timeMillis, StaleMarker.VALUE);
        }
      }
      byLine = lines;
      seen = present;
    }

    /** Series that the scrape before did not have. */
    int added() {
      return added;
    }
  }

  Scrape begin() {
    return new Scrape();
  }
}
