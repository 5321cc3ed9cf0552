/**
 * For tests of telemetry: start, drive, then assert on captured logs, spans and metrics; entry type
 * {@link io.choicesherpa.telemetry.test.TelemetryCapture}.
 */
@NullMarked
package io.choicesherpa.telemetry.test;

import org.jspecify.annotations.NullMarked;
