package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.StartTimes;
import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.histogram.FloatHistogram;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much a series grew within a range, extrapolated to the whole range.
 *
 * <p>Samples rarely lie on the range's ends. Where the first or last is about as near to the end as
 * samples are to each other, the series is taken to go on to the end; where it is further away, to
 * have started or stopped half such a distance beyond. A counter is not taken below zero.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/functions/#rate">rate</a>
 */
final class RateFunctions {

  /** Nearer than this many average distances, the series goes on to the range's end. */
  private static final double NEAR = 1.1;

  private RateFunctions() {}

  static void register(Map<String, RangeFunction> table) {
    table.put("rate", (window, call) -> extrapolated(window, call, true, true));
    table.put("increase", (window, call) -> extrapolated(window, call, true, false));
    table.put("delta", (window, call) -> extrapolated(window, call, false, false));
    table.put("irate", (window, call) -> LastTwo.difference(window, call, true));
    table.put("idelta", (window, call) -> LastTwo.difference(window, call, false));
  }

  private static double extrapolated(
      Window window, RangeCall call, boolean counter, boolean perSecond) {
    if (call.isSmoothed() || call.isAnchored()) {
      return EdgeRates.growth(window, call, counter, perSecond);
    }
    int numbers = window.count();
    int histograms = window.histogramCount();
    if (numbers > 0 && histograms > 0) {
      call.annotations().mixedFloatsHistograms(window.metric(), call.rangePosition());
      return Column.ABSENT;
    }
    return histograms > 0
        ? ofHistograms(window, call, counter, perSecond)
        : ofNumbers(window, call, counter, perSecond);
  }

  private static double ofNumbers(
      Window window, RangeCall call, boolean counter, boolean perSecond) {
    int last = window.count() - 1;
    boolean known = counter && startsWithin(window, window.start(0), window.time(0));
    if (last < 1 && !known) {
      return Column.ABSENT;
    }
    double first = window.number(0);
    double growth = window.number(last) - first;
    if (counter) {
      if (window.hasStarts()) {
        tellOverlap(window, call, false);
      }
      growth = window.addDrops(growth);
    }
    if (known) {
      return (growth + first)
          * factor(window, window.start(0), window.time(last), last, call, perSecond);
    }
    double zeroShare = counter && growth > 0 && first >= 0 ? first / growth : Double.NaN;
    return growth
        * factor(window, window.time(0), window.time(last), last + 1, zeroShare, call, perSecond);
  }

  private static double ofHistograms(
      Window window, RangeCall call, boolean counter, boolean perSecond) {
    int last = window.histogramCount() - 1;
    FloatHistogram first = window.histogram(0);
    boolean known =
        counter && startsWithin(window, window.histogramStart(0), window.histogramTime(0));
    if (last < 1 && !known) {
      return Column.ABSENT;
    }
    if (counter && window.hasStarts()) {
      tellOverlap(window, call, true);
    }
    FloatHistogram growth = last < 1 ? first : HistogramGrowth.of(window, call, counter);
    if (growth == null) {
      return Column.ABSENT;
    }
    if (known) {
      FloatHistogram whole = last < 1 ? growth : HistogramGrowth.add(growth, first, window, call);
      return whole == null
          ? Column.ABSENT
          : call.give(
              whole.times(
                  factor(
                      window,
                      window.histogramStart(0),
                      window.histogramTime(last),
                      last,
                      call,
                      perSecond)));
    }
    double zeroShare =
        counter && growth.count() > 0 && first.count() >= 0
            ? first.count() / growth.count()
            : Double.NaN;
    return call.give(
        growth.times(
            factor(
                window,
                window.histogramTime(0),
                window.histogramTime(last),
                last + 1,
                zeroShare,
                call,
                perSecond)));
  }

  /** Whether the first sample says that the series started, with zero, within the window. */
  private static boolean startsWithin(Window window, long start, long time) {
    return start != 0 && start > window.rangeStartMillis() && start < time;
  }

  private static void tellOverlap(Window window, RangeCall call, boolean histograms) {
    int count = histograms ? window.histogramCount() : window.count();
    for (int i = 1; i < count; i++) {
      boolean overlaps =
          histograms
              ? StartTimes.overlaps(
                  window.histogramStart(i - 1),
                  window.histogramTime(i - 1),
                  window.histogramStart(i))
              : StartTimes.overlaps(window.start(i - 1), window.time(i - 1), window.start(i));
      if (overlaps) {
        call.annotations().startOverlap(window.metric(), call.rangePosition());
        return;
      }
    }
  }

  /**
   * What growth since the known start of a series is multiplied with.
   *
   * @param intervals how many there are between samples, which may be none
   */
  private static double factor(
      Window window,
      long startMillis,
      long lastMillis,
      int intervals,
      RangeCall call,
      boolean perSecond) {
    double sampled = (lastMillis - startMillis) / 1000.0;
    double between =
        window.count() > 0
            ? window.time(window.count() - 1) - window.time(0)
            : window.histogramTime(window.histogramCount() - 1) - window.histogramTime(0);
    double distance = intervals == 0 ? 0 : between / 1000.0 / intervals;
    double toEnd = (window.rangeEndMillis() - lastMillis) / 1000.0;
    if (toEnd >= distance * NEAR) {
      toEnd = distance / 2;
    }
    double factor = (sampled + toEnd) / sampled;
    return perSecond ? factor / call.rangeSeconds() : factor;
  }

  /**
   * What growth between the samples is multiplied with.
   *
   * @param zeroShare the first value as a share of the growth, which leads down to zero; NaN when
   *     that does not matter
   */
  private static double factor(
      Window window,
      long firstMillis,
      long lastMillis,
      int samples,
      double zeroShare,
      RangeCall call,
      boolean perSecond) {
    double toStart = (firstMillis - window.rangeStartMillis()) / 1000.0;
    double toEnd = (window.rangeEndMillis() - lastMillis) / 1000.0;
    double sampled = (lastMillis - firstMillis) / 1000.0;
    double distance = sampled / (samples - 1);
    double near = distance * NEAR;
    if (toStart >= near) {
      toStart = distance / 2;
    }
    double toZero = sampled * zeroShare;
    if (toZero < toStart) {
      toStart = toZero;
    }
    if (toEnd >= near) {
      toEnd = distance / 2;
    }
    double factor = sampled == 0 ? 1 : (sampled + toStart + toEnd) / sampled;
    return perSecond ? factor / call.rangeSeconds() : factor;
  }

  /** Differences of the last two samples, numbers or histograms. */
  private static final class LastTwo {

    private LastTwo() {}

    static double difference(Window window, RangeCall call, boolean rate) {
      int numbers = window.count();
      int histograms = window.histogramCount();
      if (numbers + histograms < 2) {
        return Column.ABSENT;
      }
      long lastNumber = numbers > 0 ? window.time(numbers - 1) : Long.MIN_VALUE;
      long lastHistogram = histograms > 0 ? window.histogramTime(histograms - 1) : Long.MIN_VALUE;
      if (numbers > 1 && window.time(numbers - 2) >= lastHistogram) {
        return ofNumbers(window, numbers, rate);
      }
      if (histograms > 1 && window.histogramTime(histograms - 2) >= lastNumber) {
        return ofHistograms(window, call, histograms, rate);
      }
      call.annotations().mixedFloatsHistograms(window.metric(), call.rangePosition());
      return Column.ABSENT;
    }

    private static double ofNumbers(Window window, int numbers, boolean rate) {
      double last = window.number(numbers - 1);
      double previous = window.number(numbers - 2);
      double seconds = (window.time(numbers - 1) - window.time(numbers - 2)) / 1000.0;
      boolean reset =
          last < previous
              || StartTimes.isReset(
                  window.start(numbers - 2),
                  window.time(numbers - 2),
                  window.start(numbers - 1),
                  window.time(numbers - 1));
      double difference = rate && reset ? last : last - previous;
      return rate ? difference / seconds : difference;
    }

    private static double ofHistograms(
        Window window, RangeCall call, int histograms, boolean rate) {
      FloatHistogram last = window.histogram(histograms - 1);
      FloatHistogram previous = window.histogram(histograms - 2);
      if (rate && (last.isGauge() || previous.isGauge())) {
        call.annotations().histogramNotCounter(window.metric(), call.rangePosition());
      }
      if (!rate && !(last.isGauge() && previous.isGauge())) {
        call.annotations().histogramNotGauge(window.metric(), call.rangePosition());
      }
      FloatHistogram difference = last;
      if (!rate || !HistogramGrowth.isReset(window, histograms - 2)) {
        @Nullable FloatHistogram subtracted =
            HistogramGrowth.subtract(last, previous, window, call);
        if (subtracted == null) {
          return Column.ABSENT;
        }
        difference = subtracted;
      }
      difference = HistogramGrowth.asGauge(difference);
      double seconds =
          (window.histogramTime(histograms - 1) - window.histogramTime(histograms - 2)) / 1000.0;
      return call.give(rate ? difference.dividedBy(seconds) : difference);
    }
  }
}
