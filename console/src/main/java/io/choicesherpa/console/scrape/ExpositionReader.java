package io.choicesherpa.console.scrape;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.MediaType;
import io.choicesherpa.console.series.Exemplar;
import io.choicesherpa.console.series.SampleBatch;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.console.series.StoredSeries;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes samples of one target's expositions, whichever format it chose. Not thread-safe. */
final class ExpositionReader {

  private static final String OPEN_METRICS = "application/openmetrics-text";

  /**
   * What to ask targets for. Those who do not know the parameter {@code created} pass over it or
   * take what comes next.
   */
  static final String ACCEPT =
      OPEN_METRICS
          + ";version=1.0.0;created=true;q=0.9,"
          + OPEN_METRICS
          + ";version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

  /**
   * What a scrape brought.
   *
   * @param samples samples; exemplars, stale markers and created times not counted
   * @param added series that the scrape before did not have
   */
  record Outcome(int samples, int added) {}

  private final SeriesStore store;
  private final Map<String, String> targetLabels;
  private final int maxSamples;
  private final ScrapedSeries scraped;

  ExpositionReader(SeriesStore store, Map<String, String> targetLabels, int maxSamples) {
    this.store = store;
    this.targetLabels = targetLabels;
    this.maxSamples = maxSamples;
    this.scraped = new ScrapedSeries(store);
  }

  /**
   * Puts all samples into {@code batch}.
   *
   * @throws ExpositionException when the body breaks its format or has too many samples; the batch
   *     must not be committed then
   */
  Outcome read(AggregatedHttpResponse response, SampleBatch batch, long timeMillis)
      throws ExpositionException {
    MediaType type = response.contentType();
    String name = type == null ? "" : type.type() + "/" + type.subtype();
    return read(
        response.content(StandardCharsets.UTF_8), name.equals(OPEN_METRICS), batch, timeMillis);
  }

  /** Puts all samples of a text into {@code batch}; otherwise as above. */
  Outcome read(String body, boolean openMetrics, SampleBatch batch, long timeMillis)
      throws ExpositionException {
    ScrapedSeries.Scrape scrape = scraped.begin();
    Samples samples = new Samples(scrape, batch, timeMillis);
    ExpositionText text = new ExpositionText(body, openMetrics);
    text.read(samples);
    text.metadata().forEach(store.metadata()::put);
    scrape.end(batch, timeMillis);
    return new Outcome(samples.count, scrape.added());
  }

  /** Marks all that was there the last time. */
  Outcome vanished(SampleBatch batch, long timeMillis) {
    scraped.begin().end(batch, timeMillis);
    return new Outcome(0, 0);
  }

  /** Of one scrape. */
  private final class Samples implements ExpositionText.SampleConsumer {
    private final ScrapedSeries.Scrape scrape;
    private final SampleBatch batch;
    private final long scrapeMillis;
    private final CreatedTimes created;
    private int count;

    Samples(ScrapedSeries.Scrape scrape, SampleBatch batch, long scrapeMillis) {
      this.scrape = scrape;
      this.batch = batch;
      this.scrapeMillis = scrapeMillis;
      this.created = new CreatedTimes(batch);
    }

    @Override
    public void family(String name, String type) {
      created.family(name, type);
    }

    @Override
    public void sample(String text, SampleLine line) throws ExpositionException {
      if (created.isToldBy(line)) {
        created.read(line, targetLabels);
        return;
      }
      @Nullable StoredSeries series = series(text, () -> line.labels(targetLabels));
      Long own = line.timestampMillis();
      batch.add(series, own == null ? scrapeMillis : own, line.value());
      if (series != null && own == null) {
        // A series that says its own times also has to say its own end.
        scrape.present(series);
      }
      Exemplar exemplar = line.exemplar(scrapeMillis);
      if (exemplar != null) {
        batch.add(series, exemplar);
      }
    }

    private @Nullable StoredSeries series(String text, ScrapedSeries.LabelReader labels)
        throws ExpositionException {
      if (++count > maxSamples) {
        throw new ExpositionException("more than " + maxSamples + " samples");
      }
      return scrape.series(text, labels);
    }
  }
}
