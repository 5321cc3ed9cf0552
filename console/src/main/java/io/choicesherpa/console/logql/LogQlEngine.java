package io.choicesherpa.console.logql;

import io.choicesherpa.console.store.FirstRecords;
import io.choicesherpa.console.store.LogSource;
import io.choicesherpa.console.store.StoredLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Answers LogQL over kept records. Thread-safe.
 *
 * <pre>{@code
 * LogQlEngine engine = new LogQlEngine(logs, Limits.DEFAULT, System::nanoTime);
 * engine.lines(LogQlParser.parseLines("{level=\"error\"} |= \"timeout\""), from, to, 100, true);
 * }</pre>
 */
public final class LogQlEngine {

  private final LogSource logs;
  private final Limits limits;
  private final LongSupplier nanoTime;

  /**
   * Over {@code logs}.
   *
   * @param nanoTime tells what the time limit is measured by
   */
  public LogQlEngine(LogSource logs, Limits limits, LongSupplier nanoTime) {
    this.logs = logs;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /**
   * The lines of a time range.
   *
   * @param fromNanos epoch nanoseconds, inclusive
   * @param toNanos exclusive
   * @param limit how many at most, the latest ones when {@code latestFirst}, else the earliest
   * @throws LogQlException when the query costs too much
   */
  public LineResult lines(
      LogQuery query, long fromNanos, long toNanos, int limit, boolean latestFirst) {
    Budget budget = new Budget(limits, nanoTime);
    FirstRecords<LogLine> first = new FirstRecords<>(limit, latestFirst);
    new LineReader(query, budget)
        .read(
            logs,
            fromNanos,
            toNanos,
            latestFirst,
            new LineReader.Sink() {
              @Override
              public boolean wants(long minNanos, long maxNanos) {
                return first.canHold(latestFirst ? maxNanos : minNanos);
              }

              @Override
              public boolean wants(long timeNanos) {
                return first.canHold(timeNanos);
              }

              @Override
              public void take(LogLine line) {
                first.add(line, line.log().timeEpochNanos(), line.place());
              }
            });
    return new LineResult(first.inOrder(), first.more(), budget.stats());
  }

  /** Shows every line that the query lets pass to {@code sink}, in no certain order. */
  public QueryStats forEach(LogQuery query, long fromNanos, long toNanos, Consumer<LogLine> sink) {
    Budget budget = new Budget(limits, nanoTime);
    new LineReader(query, budget).read(logs, fromNanos, toNanos, false, sink::accept);
    return budget.stats();
  }

  /**
   * Numbers at points in time.
   *
   * @param startNanos the first point, epoch nanoseconds
   * @param endNanos the last, inclusive where a step ends there
   * @param stepNanos between two points; 1 or more
   * @throws LogQlException when it cannot be answered or costs too much
   */
  public MetricResult range(MetricQuery query, long startNanos, long endNanos, long stepNanos) {
    if (endNanos < startNanos || stepNanos < 1) {
      throw new LogQlException("the end is before the start, or the step is not positive");
    }
    long steps = (endNanos - startNanos) / stepNanos + 1;
    if (steps > limits.steps()) {
      throw new LogQlException(
          "the query asks for " + steps + " points, at most " + limits.steps());
    }
    Budget budget = new Budget(limits, nanoTime);
    Steps points = new Steps(startNanos, stepNanos, (int) steps);
    return new MetricEvaluator(logs, points, budget).evaluate(query);
  }

  /** Numbers at one point in time; otherwise as {@link #range}. */
  public MetricResult instant(MetricQuery query, long timeNanos) {
    return range(query, timeNanos, timeNanos, 1);
  }

  /**
   * The streams that have records in a time range, with what there is of them.
   *
   * @param wanted which; by their labels
   */
  public List<StreamVolume> streams(
      Predicate<Map<String, String>> wanted, long fromNanos, long toNanos) {
    Budget budget = new Budget(limits, nanoTime);
    Map<String, StreamVolume.Counter> counters = new TreeMap<>();
    LineReader.Streams known = new LineReader.Streams(wanted);
    logs.visit(
        fromNanos,
        toNanos,
        false,
        (log, place) -> {
          budget.line(log.encoded().size());
          Map<String, String> labels = known.labels(log);
          if (labels != null) {
            counters
                .computeIfAbsent(labels.toString(), key -> new StreamVolume.Counter(labels))
                .add(log);
          }
          return true;
        });
    return counters.values().stream().map(StreamVolume.Counter::volume).toList();
  }

  /**
   * Of some records those that the query lets pass.
   *
   * @param records in the order in which they come out
   */
  public List<LogLine> filter(LogQuery query, List<StoredLog> records) {
    LineReader reader = new LineReader(query, new Budget(limits, nanoTime));
    List<LogLine> lines = new ArrayList<>();
    for (StoredLog record : records) {
      LogLine line = reader.line(record, 0);
      if (line != null) {
        lines.add(line);
      }
    }
    return Collections.unmodifiableList(lines);
  }
}
