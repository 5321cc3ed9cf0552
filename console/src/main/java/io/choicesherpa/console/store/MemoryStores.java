package io.choicesherpa.console.store;

import java.time.Clock;

/** Makes the stores that live in memory only. */
public final class MemoryStores {

  private final MemoryTraceStore traces;
  private final MemoryLogStore logs;
  private final MemorySeriesStore series;

  /**
   * Empty stores.
   *
   * @param traceBytes cap of the traces; 1 or more, like the others
   * @param logBytes cap of the log records
   * @param seriesBytes cap of the scraped series
   * @param clock tells when spans arrive
   */
  public MemoryStores(long traceBytes, long logBytes, long seriesBytes, Clock clock) {
    traces = new MemoryTraceStore(traceBytes, clock);
    logs = new MemoryLogStore(logBytes);
    series = new MemorySeriesStore(seriesBytes);
  }

  /** Where spans go. */
  public TraceSink traceSink() {
    return traces;
  }

  /** Where traces come from. */
  public TraceSource traceSource() {
    return traces;
  }

  /** Where log records go. */
  public LogSink logSink() {
    return logs;
  }

  /** Where log records come from. */
  public LogSource logSource() {
    return logs;
  }

  /** Where samples go. */
  public SeriesSink seriesSink() {
    return series;
  }

  /** Where series come from. */
  public SeriesSource seriesSource() {
    return series;
  }
}
