/**
 * Redis commands as spans, through Lettuce's own tracing hook. Entry type: {@link
 * io.choicesherpa.telemetry.redis.LettuceTelemetry}.
 */
@NullMarked
package io.choicesherpa.telemetry.redis;

import org.jspecify.annotations.NullMarked;
