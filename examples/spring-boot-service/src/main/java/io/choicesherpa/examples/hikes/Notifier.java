package io.choicesherpa.examples.hikes;

import io.opentelemetry.instrumentation.annotations.WithSpan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/** Tells the hut, on another thread. */
@Component
class Notifier {

  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  @Async
  @WithSpan("tell_hut")
  void tell(String peak) {
    LOG.atInfo().addKeyValue("peak", peak).log("Hut told");
  }
}
