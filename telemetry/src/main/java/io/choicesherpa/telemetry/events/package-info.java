/**
 * Domain events that carry their trace; entry types {@link
 * io.choicesherpa.telemetry.events.EventEnvelope} and {@link
 * io.choicesherpa.telemetry.events.EventTelemetry}.
 */
@NullMarked
package io.choicesherpa.telemetry.events;

import org.jspecify.annotations.NullMarked;
