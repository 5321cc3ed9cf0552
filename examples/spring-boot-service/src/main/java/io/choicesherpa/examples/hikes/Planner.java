package io.choicesherpa.examples.hikes;

import io.choicesherpa.telemetry.metrics.CounterFamily;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds a way up. */
@Component
class Planner {

  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

  private final Notifier notifier;
  private final CounterFamily planned;

  Planner(Notifier notifier, Metrics metrics) {
    this.notifier = notifier;
    this.planned = metrics.counter(HikeService.HIKES);
  }

  @WithSpan("plan_hike")
  String plan(@SpanAttribute("peak") String peak, @SpanAttribute("season") String season) {
    if (peak.equals("everest")) {
      throw new IllegalArgumentException("too high: " + peak);
    }
    planned.labels(season).inc();
    LOG.atInfo().addKeyValue("hours", 4).log("Hike planned");
    notifier.tell(peak);
    return "Over the hut and up the ridge.";
  }
}
