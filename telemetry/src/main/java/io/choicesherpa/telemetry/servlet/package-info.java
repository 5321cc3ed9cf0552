/**
 * The servlet adapter of {@code http}; entry type {@link
 * io.choicesherpa.telemetry.servlet.TelemetryFilter}.
 */
@NullMarked
package io.choicesherpa.telemetry.servlet;

import org.jspecify.annotations.NullMarked;
