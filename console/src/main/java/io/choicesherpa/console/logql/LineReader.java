package io.choicesherpa.console.logql;

import io.choicesherpa.console.store.LogSource;
import io.choicesherpa.console.store.LogVisitor;
import io.choicesherpa.console.store.Origin;
import io.choicesherpa.console.store.StoredLog;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs a query's pipeline over records. Not thread-safe: one for each query. */
final class LineReader {

  private final LogQuery query;
  private final Budget budget;

  private final Streams streams;

  LineReader(LogQuery query, Budget budget) {
    this.query = query;
    this.budget = budget;
    this.streams = new Streams(query::selects);
  }

  /** The labels of streams by origin and severity, made once each. */
  static final class Streams {
    private final IdentityHashMap<Origin, Map<Integer, Optional<Map<String, String>>>> known =
        new IdentityHashMap<>();
    private final Predicate<Map<String, String>> wanted;

    Streams(Predicate<Map<String, String>> wanted) {
      this.wanted = wanted;
    }

    /** Null when the stream is not wanted. */
    @Nullable Map<String, String> labels(StoredLog log) {
      return known
          .computeIfAbsent(log.origin(), origin -> new HashMap<>())
          .computeIfAbsent(
              log.severity(),
              severity -> Optional.of(LogLabels.stream(log.origin(), severity)).filter(wanted))
          .orElse(null);
    }
  }

  /** What becomes of a line. */
  interface Sink {
    /** Whether lines of these times are of interest. */
    default boolean wants(long minNanos, long maxNanos) {
      return true;
    }

    /** Whether a line of this time is, before it is read. */
    default boolean wants(long timeNanos) {
      return true;
    }

    void take(LogLine line);
  }

  void read(LogSource logs, long from, long to, boolean latestFirst, Sink sink) {
    logs.visit(
        from,
        to,
        latestFirst,
        new LogVisitor() {
          @Override
          public boolean wants(long minNanos, long maxNanos) {
            return sink.wants(minNanos, maxNanos);
          }

          @Override
          public boolean visit(StoredLog log, long place) {
            if (sink.wants(log.timeEpochNanos())) {
              LogLine line = line(log, place);
              if (line != null) {
                sink.take(line);
              }
            }
            return true;
          }
        });
  }

  /** The record as the pipeline leaves it; null when it is left out. */
  @Nullable LogLine line(StoredLog log, long place) {
    budget.line(log.encoded().size());
    Map<String, String> stream = streams.labels(log);
    if (stream == null) {
      return null;
    }
    LogLine line = new LogLine(log, place, stream);
    return query.process(line) ? line : null;
  }
}
