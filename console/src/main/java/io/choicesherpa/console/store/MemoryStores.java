package io.choicesherpa.console.store;

/** Makes the store of series. */
public final class MemoryStores {

  private final MemorySeriesStore series;

  /**
   * An empty store.
   *
   * @param seriesBytes cap of the scraped series; 1 or more
   */
  public MemoryStores(long seriesBytes) {
    series = new MemorySeriesStore(seriesBytes);
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
