package io.choicesherpa.telemetry.pipeline;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.time.Duration;

/**
 * How much waits for its export, and for how long.
 *
 * @param queueSize items that wait at most; what is beyond is dropped, at least 1
 * @param batchSize items of one export at most, from 1 to {@code queueSize}
 * @param delay how long an item waits at most before it is sent, if the receiver is not busy
 * @param exportTimeout how long an export may take before the next one is sent
 */
record BatchLimits(int queueSize, int batchSize, Duration delay, Duration exportTimeout) {

  private static final Duration EXPORT_TIMEOUT = Duration.ofSeconds(30);

  /**
   * What OpenTelemetry's variables say.
   *
   * @param properties with the first three set, and looked through by the SDK before
   * @param processor {@code otel.bsp} or {@code otel.blrp}
   */
  static BatchLimits of(ConfigProperties properties, String processor) {
    return new BatchLimits(
        properties.getInt(processor + ".max.queue.size", Pipeline.QUEUE_SIZE),
        properties.getInt(processor + ".max.export.batch.size", Pipeline.BATCH_SIZE),
        properties.getDuration(processor + ".schedule.delay", Pipeline.SCHEDULE_DELAY),
        properties.getDuration(processor + ".export.timeout", EXPORT_TIMEOUT));
  }
}
