package io.choicesherpa.console.scrape;

import io.choicesherpa.console.series.SampleBatch;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.promql.model.Labels;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the console's own metrics in as a scrape would, without the way over HTTP. One thread at a
 * time.
 */
public final class SelfScrape {

  /** The {@code job} label: {@value}. */
  public static final String JOB = "console";

  private static final Logger log = LoggerFactory.getLogger(SelfScrape.class);

  private final SeriesStore store;
  private final Supplier<String> exposition;
  private final String instance;
  private final Clock clock;
  private final ExpositionReader reader;

  /**
   * Into {@code store}.
   *
   * @param exposition in the text format 0.0.4
   * @param instance the {@code instance} label
   */
  public SelfScrape(SeriesStore store, Supplier<String> exposition, String instance, Clock clock) {
    this.store = store;
    this.exposition = exposition;
    this.instance = instance;
    this.clock = clock;
    this.reader =
        new ExpositionReader(store, Map.of("job", JOB, "instance", instance), Integer.MAX_VALUE);
  }

  /** Takes the metrics as they are now. */
  public void run() {
    if (!store.isReady()) {
      return;
    }
    SampleBatch batch = store.batch();
    long now = clock.millis();
    try {
      reader.read(exposition.get(), false, batch, now);
    } catch (ExpositionException | RuntimeException e) {
      log.error("The console's own metrics were not taken in", e);
      return;
    }
    Labels up = Labels.of(Labels.METRIC_NAME, "up", "job", JOB, "instance", instance);
    batch.add(up, now, 1);
    batch.commit();
  }
}
