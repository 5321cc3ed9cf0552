package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.metrics.DropReason;
import io.choicesherpa.telemetry.metrics.ExportedSignal;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether exports arrive: counts, and one warning when the receiver is lost, one line when
 * it is back. Shared by all signals, since they go to the same receiver. Thread-safe.
 */
final class Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final String receiver;
  private final PipelineMetrics metrics;
  private final AtomicBoolean lost = new AtomicBoolean();
  private final AtomicLong undelivered = new AtomicLong();

  Delivery(String receiver, PipelineMetrics metrics) {
    this.receiver = receiver;
    this.metrics = metrics;
  }

  /**
   * Exports {@code items} of a signal and notes how that went; a throwing exporter is a failure.
   */
  CompletableResultCode watch(
      ExportedSignal signal, int items, Supplier<CompletableResultCode> export) {
    CompletableResultCode result;
    try {
      result = export.get();
    } catch (RuntimeException e) {
      result = CompletableResultCode.ofExceptionalFailure(e);
    }
    CompletableResultCode watched = result;
    return watched.whenComplete(() -> ended(signal, items, watched));
  }

  private void ended(ExportedSignal signal, int items, CompletableResultCode result) {
    if (result.isSuccess()) {
      metrics.exported(signal, items);
      if (lost.compareAndSet(true, false)) {
        LOG.atInfo()
            .addKeyValue("receiver", receiver)
            .addKeyValue("undelivered", undelivered.getAndSet(0))
            .log("Telemetry is delivered again");
      }
      return;
    }
    metrics.exportFailed(signal);
    metrics.dropped(signal, DropReason.EXPORT_FAILED, items);
    undelivered.addAndGet(items);
    if (lost.compareAndSet(false, true)) {
      Throwable cause = result.getFailureThrowable();
      LOG.atWarn()
          .addKeyValue("receiver", receiver)
          .addKeyValue("signal", signal.name().toLowerCase(Locale.ROOT))
          .addKeyValue("cause", cause == null ? "no answer" : cause.getClass().getSimpleName())
          .log(
              "Telemetry cannot be delivered; the application is not affected, what does not fit"
                  + " the queue is dropped and counted, and this is said once until it is back");
    }
  }
}
