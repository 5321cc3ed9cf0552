package io.choicesherpa.telemetry.test;

import io.choicesherpa.telemetry.metrics.CounterFamily;
import io.choicesherpa.telemetry.metrics.HistogramFamily;
import io.choicesherpa.telemetry.metrics.LabelDefinition;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.MetricDefinition;
import io.choicesherpa.telemetry.tracing.Tracing;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A user's code, as far as these tests are concerned. */
final class Hikes {

  static final MetricDefinition HIKES =
      MetricDefinition.counter("hikes_total")
          .help("Hikes.")
          .label(LabelDefinition.closed("season", "summer", "winter"))
          .label(LabelDefinition.closed("outcome", "ok", "failed"))
          .build();
  static final MetricDefinition HEIGHT =
      MetricDefinition.histogram("hike_height_metres")
          .unit("metres")
          .help("How high hikes went.")
          .buckets(100, 1000)
          .build();
  static final MetricCatalogue CATALOGUE = MetricCatalogue.of(HIKES, HEIGHT);

  private static final Logger LOG = LoggerFactory.getLogger(Hikes.class);

  private final Tracing tracing;
  private final CounterFamily hikes;
  private final HistogramFamily height;

  Hikes(TelemetryCapture telemetry) {
    tracing = telemetry.tracing();
    hikes = telemetry.metrics().counter(HIKES);
    height = telemetry.metrics().histogram(HEIGHT);
  }

  /** A span with a child, a line in each, and a count. */
  void climb(String person) {
    tracing.run(
        "hike",
        hike -> {
          hike.setAttribute("person", person);
          hike.setAttribute("stops", 2);
          hike.addEvent("set_out");
          LOG.info("Setting out");
          tracing.run(
              "climb",
              climb -> LOG.atWarn().addKeyValue("height", 1500).log("On the way to the top"));
        });
    hikes.labels("summer", "ok").inc();
    height.labels().observe(1500);
  }

  void fall() {
    try {
      tracing.run(
          "hike",
          hike -> {
            throw new IllegalStateException("slippery");
          });
    } catch (IllegalStateException e) {
      LOG.error("Fell", e);
    }
    hikes.labels("winter", "failed").inc();
  }

  /** The same, later and on another thread. */
  void climbLater() {
    ExecutorService later = Executors.newSingleThreadExecutor();
    later.execute(() -> climb("u-later"));
    later.shutdown();
  }
}
