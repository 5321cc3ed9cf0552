package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.metrics.DropReason;
import io.choicesherpa.telemetry.metrics.ExportedSignal;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Reads what the SDK's batch processors say of themselves (queue length, items dropped for want of
 * room) whenever our metrics are scraped, and tells it under our names together with what waits in
 * our own queues. Thread-safe.
 */
final class SdkSelfMetrics implements MetricReader {

  private static final AttributeKey<Boolean> DROPPED = AttributeKey.booleanKey("dropped");
  private static final String QUEUE_SIZE = "queueSize";

  private final PipelineMetrics metrics;
  private final Map<ExportedSignal, Long> droppedBefore = new EnumMap<>(ExportedSignal.class);
  private volatile CollectionRegistration registration = CollectionRegistration.noop();

  /**
   * @param ours how many items of a signal wait elsewhere than in the SDK's processors
   */
  SdkSelfMetrics(PipelineMetrics metrics, ToIntFunction<ExportedSignal> ours) {
    this.metrics = metrics;
    for (ExportedSignal signal : ExportedSignal.values()) {
      metrics.queued(signal, () -> read(signal) + ours.applyAsInt(signal));
    }
  }

  /**
   * Returns the SDK's queue's length, and counts on the way what was dropped since the last look.
   */
  private synchronized double read(ExportedSignal signal) {
    double queued = 0;
    long dropped = 0;
    for (MetricData metric : registration.collectAllMetrics()) {
      if (!metric.getInstrumentationScopeInfo().getName().endsWith(scopeSuffix(signal))) {
        continue;
      }
      if (metric.getName().equals(QUEUE_SIZE)) {
        queued += sum(metric, point -> point.getValue());
      } else if (metric.getName().equals(processedName(signal))) {
        dropped += sum(metric, point -> isDropped(point.getAttributes()) ? point.getValue() : 0);
      }
    }
    long before = droppedBefore.getOrDefault(signal, 0L);
    if (dropped > before) {
      metrics.dropped(signal, DropReason.QUEUE_FULL, dropped - before);
      droppedBefore.put(signal, dropped);
    }
    return queued;
  }

  private static boolean isDropped(Attributes attributes) {
    return Boolean.TRUE.equals(attributes.get(DROPPED));
  }

  private static String scopeSuffix(ExportedSignal signal) {
    return signal == ExportedSignal.TRACES ? ".trace" : ".logs";
  }

  private static String processedName(ExportedSignal signal) {
    return signal == ExportedSignal.TRACES ? "processedSpans" : "processedLogs";
  }

  private static long sum(MetricData metric, ToLongFunction<LongPointData> value) {
    return switch (metric.getType()) {
      case LONG_SUM -> metric.getLongSumData().getPoints().stream().mapToLong(value).sum();
      case LONG_GAUGE -> metric.getLongGaugeData().getPoints().stream().mapToLong(value).sum();
      default -> 0;
    };
  }

  @Override
  public void register(CollectionRegistration collectionRegistration) {
    registration = collectionRegistration;
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
    return AggregationTemporality.CUMULATIVE;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    registration = CollectionRegistration.noop();
    return CompletableResultCode.ofSuccess();
  }
}
