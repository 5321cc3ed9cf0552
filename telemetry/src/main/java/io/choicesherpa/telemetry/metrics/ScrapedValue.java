package io.choicesherpa.telemetry.metrics;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A value read at scrape time whose failure must not cost the rest of the scrape. */
final class ScrapedValue {

  private static final Logger LOG = LoggerFactory.getLogger(ScrapedValue.class);

  private final String metric;
  private final DoubleSupplier value;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile double last;

  ScrapedValue(String metric, DoubleSupplier value) {
    this.metric = metric;
    this.value = value;
  }

  double read() {
    try {
      double read = value.getAsDouble();
      if (!Double.isNaN(read)) {
        last = read;
      }
    } catch (RuntimeException e) {
      if (warned.compareAndSet(false, true)) {
        LOG.atWarn()
            .addKeyValue("metric", metric)
            .setCause(e)
            .log("A metric's value could not be read; its last value stands");
      }
    }
    return last;
  }

  @Override
  public String toString() {
    return "a callback";
  }
}
