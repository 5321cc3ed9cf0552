/**
 * Configuration from the environment, checked as a whole; entry type {@link
 * io.choicesherpa.telemetry.config.TelemetryConfig}.
 */
@NullMarked
package io.choicesherpa.telemetry.config;

import org.jspecify.annotations.NullMarked;
