package io.choicesherpa.console.logql;

import io.choicesherpa.console.logql.MetricQuery.Grouping;
import io.choicesherpa.console.store.LogSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A function over the lines of a moving window. Not thread-safe. */
final class RangeFunction {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Values looked at by functions that go over each window anew. */
  private static final long MAX_VALUES_VISITED = 200_000_000;

  private final MetricQuery.Range range;
  private final LogSource logs;
  private final Steps steps;
  private final Budget budget;
  private final Map<Map<String, String>, Samples> groups = new HashMap<>();

  /**
   * The groups of lines that are told apart by their streams alone; the streams' maps are shared.
   */
  private final IdentityHashMap<Map<String, String>, Samples> byStream = new IdentityHashMap<>();

  private long visited;

  RangeFunction(MetricQuery.Range range, LogSource logs, Steps steps, Budget budget) {
    this.range = range;
    this.logs = logs;
    this.steps = steps;
    this.budget = budget;
  }

  List<MetricSeries> evaluate(Set<String> named, @Nullable Grouping grouping) {
    long from = steps.startNanos() - range.offsetNanos() - range.rangeNanos() + 1;
    long to = steps.endNanos() - range.offsetNanos() + 1;
    new LineReader(range.lines(), budget)
        .read(logs, from, to, false, line -> add(line, named, grouping));
    if (range.function().equals("absent_over_time")) {
      return List.of(absent());
    }
    List<MetricSeries> result = new ArrayList<>();
    groups.forEach((labels, samples) -> result.add(series(labels, samples)));
    return result;
  }

  private void add(LogLine line, Set<String> named, @Nullable Grouping grouping) {
    Double value = value(line);
    if (value == null) {
      return;
    }
    budget.sample();
    samples(line, named, grouping).add(line.log().timeEpochNanos(), value);
  }

  private Samples samples(LogLine line, Set<String> named, @Nullable Grouping grouping) {
    Map<String, String> stream = line.stream();
    boolean toldByStream =
        range.unwrap() == null
            && line.isUntouched()
            && stream.keySet().containsAll(named)
            && (grouping == null || stream.keySet().containsAll(grouping.names()));
    Samples known = toldByStream ? byStream.get(stream) : null;
    if (known != null) {
      return known;
    }
    Samples samples =
        groups.computeIfAbsent(labels(line, named, grouping), labels -> new Samples());
    budget.series(groups.size());
    if (toldByStream) {
      byStream.put(stream, samples);
    }
    return samples;
  }

  private @Nullable Double value(LogLine line) {
    MetricQuery.Unwrap unwrap = range.unwrap();
    if (unwrap == null) {
      checkError(line);
      return range.function().startsWith("bytes_") ? utf8Bytes(line.text()) : 1d;
    }
    String text = line.get(unwrap.label());
    if (text.isEmpty()) {
      return null;
    }
    Double number = unwrap.unit().read(text);
    if (number == null) {
      line.fail("SampleExtractionErr", unwrap.label() + "=" + text);
    }
    for (Stage filter : unwrap.filters()) {
      if (!filter.process(line)) {
        return null;
      }
    }
    checkError(line);
    return number;
  }

  private static void checkError(LogLine line) {
    String error = line.parsed().getOrDefault(LogLine.ERROR, "");
    if (!error.isEmpty()) {
      throw new LogQlException(
          "pipeline error: "
              + error
              + " ("
              + line.get(LogLine.ERROR_DETAILS)
              + "); | __error__=\"\" leaves such lines out");
    }
  }

  private static double utf8Bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a pair stands for two of its four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  /**
   * Structured metadata tell series apart only where the query names them: otherwise each request
   * would be a series of its own.
   */
  private Map<String, String> labels(LogLine line, Set<String> named, @Nullable Grouping grouping) {
    Map<String, String> labels = new TreeMap<>();
    if (grouping != null && grouping.by()) {
      for (String name : grouping.names()) {
        String value = line.get(name);
        if (!value.isEmpty()) {
          labels.put(name, value);
        }
      }
      return labels;
    }
    labels.putAll(line.stream());
    labels.putAll(line.parsed());
    for (String name : named) {
      String value = line.get(name);
      if (!value.isEmpty()) {
        labels.put(name, value);
      }
    }
    MetricQuery.Unwrap unwrap = range.unwrap();
    if (unwrap != null) {
      labels.remove(unwrap.label());
    }
    if (grouping != null) {
      labels.keySet().removeAll(grouping.names());
    }
    return labels;
  }

  private MetricSeries series(Map<String, String> labels, Samples samples) {
    samples.sort();
    MetricSeries series = new MetricSeries(labels, steps.count());
    int start = 0;
    int end = 0;
    double sum = 0;
    for (int step = 0; step < steps.count(); step++) {
      long last = steps.at(step) - range.offsetNanos();
      int newEnd = samples.after(last, end);
      int newStart = samples.after(last - range.rangeNanos(), start);
      for (int i = end; i < newEnd; i++) {
        sum += samples.value(i);
      }
      for (int i = start; i < newStart; i++) {
        sum -= samples.value(i);
      }
      start = newStart;
      end = newEnd;
      if (end > start) {
        series.set(step, value(samples, start, end, sum));
      }
    }
    return series;
  }

  private double value(Samples samples, int start, int end, double sum) {
    double seconds = range.rangeNanos() / NANOS_PER_SECOND;
    return switch (range.function()) {
      case "count_over_time", "bytes_over_time" -> sum;
      case "rate", "bytes_rate" ->
          (range.unwrap() == null ? sum : fresh(samples, start, end)) / seconds;
      case "first_over_time" -> samples.value(start);
      case "last_over_time" -> samples.value(end - 1);
      case "sum_over_time" -> fresh(samples, start, end);
      default -> {
        visit(end - start);
        double[] window = new double[end - start];
        for (int i = start; i < end; i++) {
          window[i - start] = samples.value(i);
        }
        yield Statistics.of(
            range.function().substring(0, range.function().indexOf('_')),
            window,
            range.parameter());
      }
    };
  }

  /** Without the rounding that adding and taking away leaves. */
  private double fresh(Samples samples, int start, int end) {
    visit(end - start);
    double sum = 0;
    for (int i = start; i < end; i++) {
      sum += samples.value(i);
    }
    return sum;
  }

  private void visit(int values) {
    visited += values;
    if (visited > MAX_VALUES_VISITED) {
      throw new LogQlException("the windows of " + range.function() + " are too many and too long");
    }
  }

  private MetricSeries absent() {
    Map<String, String> labels = new TreeMap<>();
    for (Matcher matcher : range.lines().selector()) {
      if (matcher.op() == Matcher.Op.EQUAL) {
        labels.put(matcher.name(), matcher.value());
      }
    }
    MetricSeries absent = new MetricSeries(labels, steps.count());
    for (int step = 0; step < steps.count(); step++) {
      absent.set(step, 1);
    }
    groups.forEach(
        (ignored, samples) -> {
          MetricSeries present = series(ignored, samples);
          for (int step = 0; step < steps.count(); step++) {
            if (present.has(step)) {
              absent.clear(step);
            }
          }
        });
    return absent;
  }
}
