package io.choicesherpa.examples.hikes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/** Tells the hut, on another thread; counted by Micrometer, in the same exposition. */
@Component
class Notifier {

  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  private final Counter told;

  Notifier(MeterRegistry meters) {
    this.told = meters.counter("huts.told");
  }

  @Async
  @WithSpan("tell_hut")
  void tell(String peak) {
    told.increment();
    LOG.atInfo().addKeyValue("peak", peak).log("Hut told");
  }
}
