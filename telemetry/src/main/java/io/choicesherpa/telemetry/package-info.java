/**
 * The library's front door: one {@code Telemetry} ties logs, traces, metrics, health and events of
 * a service together.
 */
@NullMarked
package io.choicesherpa.telemetry;

import org.jspecify.annotations.NullMarked;
