package io.choicesherpa.promql.engine.data;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.PromqlException.Kind;
import io.choicesherpa.promql.model.QueryStatistics;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.SeriesSource;
import io.choicesherpa.promql.source.SeriesSourceException;
import io.choicesherpa.promql.source.TimeRange;
import java.util.List;

/**
 * What all parts of a query share: its settings, its source, how much it holds in memory and what
 * it has to say. For one query and one thread.
 */
public final class QueryContext {

  private final Settings settings;
  private final Limits limits;
  private final SeriesSource source;
  private final long deadlineNanos;
  private final Annotations annotations = new Annotations();

  private long heldSamples;
  private long peakSamples;
  private long samplesRead;
  private long seriesRead;

  /**
   * What a query is asked with.
   *
   * @param startMillis the first time asked for
   * @param endMillis the last time asked for
   * @param stepMillis between times; 0 for a single time
   * @param lookbackMillis how old the newest sample of a series may be and still count
   * @param subqueryStepMillis the step of a subquery that names none
   * @param delayedNameRemoval whether the metric's name goes only at the end
   * @param startTimestamps whether functions of counters heed since when they count
   */
  public record Settings(
      long startMillis,
      long endMillis,
      long stepMillis,
      long lookbackMillis,
      long subqueryStepMillis,
      boolean delayedNameRemoval,
      boolean startTimestamps) {}

  /** A query that starts now. */
  public QueryContext(Settings settings, Limits limits, SeriesSource source) {
    this.settings = settings;
    this.limits = limits;
    this.source = source;
    this.deadlineNanos = limits.nanoTime().getAsLong() + limits.timeoutNanos();
  }

  /** What the query is asked with. */
  public Settings settings() {
    return settings;
  }

  /** What the query has to say. */
  public Annotations annotations() {
    return annotations;
  }

  /** Series of the source. */
  public List<? extends Series> select(
      List<LabelMatcher> matchers, TimeRange range, PositionRange position) {
    checkInterrupted();
    List<? extends Series> found;
    try {
      found = source.select(matchers, range);
    } catch (SeriesSourceException e) {
      throw new PromqlException(Kind.SOURCE, String.valueOf(e.getMessage()), position, e);
    }
    seriesRead += found.size();
    if (seriesRead > limits.maxSeries()) {
      throw new PromqlException(
          Kind.TOO_MANY_SERIES,
          "the query reads more than " + limits.maxSeries() + " series",
          position);
    }
    return found;
  }

  /** Counts samples that came from the source. */
  public void read(long samples) {
    samplesRead += samples;
  }

  /**
   * Counts samples that are about to take memory, a histogram by its buckets.
   *
   * @throws PromqlException when that is more than the query may hold
   */
  public void hold(long samples) {
    heldSamples += samples;
    if (heldSamples > limits.maxSamples()) {
      throw new PromqlException(
          Kind.TOO_MANY_SAMPLES,
          "the query holds more than " + limits.maxSamples() + " samples in memory",
          null);
    }
    peakSamples = Math.max(peakSamples, heldSamples);
  }

  /** Counts samples whose memory is free again. */
  public void release(long samples) {
    heldSamples -= samples;
  }

  /** How many samples are held. */
  public long held() {
    return heldSamples;
  }

  /** Only {@code samples} are held any more, plus those of {@code result}. */
  public void keep(long samples, Evaluated result) {
    heldSamples = samples;
    if (result instanceof Evaluated.Vectors vectors) {
      for (Column column : vectors.columns()) {
        heldSamples += column.heldSamples();
      }
    } else if (result instanceof Evaluated.Scalars scalars) {
      heldSamples += scalars.numbers().length;
    }
    hold(0);
  }

  /**
   * Stops a query that nobody waits for any more.
   *
   * @throws PromqlException when it is cancelled or took too long
   */
  public void checkInterrupted() {
    if (limits.cancelled().getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new PromqlException(Kind.CANCELLED, "the query was cancelled", null);
    }
    if (limits.nanoTime().getAsLong() - deadlineNanos > 0) {
      throw new PromqlException(
          Kind.TIMEOUT,
          "the query took longer than " + limits.timeoutNanos() / 1_000_000 + " ms",
          null);
    }
  }

  /** What the query took so far. */
  public QueryStatistics statistics() {
    return new QueryStatistics(seriesRead, samplesRead, peakSamples);
  }
}
