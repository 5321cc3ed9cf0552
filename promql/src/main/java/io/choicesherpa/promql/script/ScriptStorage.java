package io.choicesherpa.promql.script;

import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.StaleMarker;
import io.choicesherpa.promql.script.ScriptCommand.Load;
import io.choicesherpa.promql.script.ScriptCommand.LoadedSeries;
import io.choicesherpa.promql.source.MemorySample;
import io.choicesherpa.promql.source.MemorySeries;
import io.choicesherpa.promql.source.SeriesSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a script has loaded. Counter resets of native histograms are as Prometheus's storage tells
 * them: a histogram that continues the one before is known not to be a reset, of any other nothing
 * is known.
 */
final class ScriptStorage {

  private final MemorySeries series = new MemorySeries();
  private final Map<Labels, MemorySample> last = new HashMap<>();

  SeriesSource source() {
    return series;
  }

  void clear() {
    series.clear();
    last.clear();
  }

  /**
   * Adds what {@code load} says.
   *
   * @throws IllegalArgumentException when classic histograms do not make native ones
   */
  void load(Load load) {
    ClassicHistograms classic = new ClassicHistograms();
    for (LoadedSeries loaded : load.series()) {
      List<SequenceValue> values = loaded.values();
      for (int i = 0; i < values.size(); i++) {
        long millis = i * load.stepMillis();
        if (!values.get(i).omitted()) {
          add(loaded.labels(), values.get(i), millis, start(loaded.startOffsetsMillis(), i));
          if (load.withHistograms() && values.get(i).histogram() == null) {
            classic.add(loaded.labels(), millis, values.get(i).value());
          }
        }
      }
    }
    classic.histograms().forEach(this::add);
  }

  private static @Nullable Long start(List<@Nullable Long> offsets, int index) {
    return offsets.isEmpty() ? null : offsets.get(index);
  }

  private void add(
      Labels labels, SequenceValue value, long millis, @Nullable Long startOffsetMillis) {
    Histogram histogram = value.histogram();
    MemorySample sample =
        histogram == null
            ? MemorySample.of(millis, value.value())
            : MemorySample.of(millis, histogram);
    add(labels, startOffsetMillis == null ? sample : sample.startingAt(millis + startOffsetMillis));
  }

  private void add(Labels labels, MemorySample sample) {
    Histogram histogram = sample.histogram();
    MemorySample before = last.put(labels, sample);
    if (histogram == null) {
      series.add(labels, sample);
      return;
    }
    CounterReset hint =
        histogram.counterReset() == CounterReset.GAUGE
            ? CounterReset.GAUGE
            : continues(before, histogram) ? CounterReset.NOT_RESET : CounterReset.UNKNOWN;
    Histogram stored = FloatHistogram.of(histogram).withCounterReset(hint).toModel();
    series.add(
        labels,
        new MemorySample(
            sample.timestampMillis(), stored.sum(), stored, sample.startTimestampMillis()));
  }

  private static boolean continues(@Nullable MemorySample before, Histogram histogram) {
    Histogram previous = before == null ? null : before.histogram();
    return previous != null
        && !StaleMarker.is(previous.sum())
        && histogram.counterReset() != CounterReset.RESET
        && previous.counterReset() != CounterReset.GAUGE
        && previous.schema() == histogram.schema()
        && previous.zeroThreshold() == histogram.zeroThreshold()
        && previous.customBounds().equals(histogram.customBounds())
        && !FloatHistogram.of(histogram)
            .withCounterReset(CounterReset.UNKNOWN)
            .isResetAfter(FloatHistogram.of(previous));
  }
}
