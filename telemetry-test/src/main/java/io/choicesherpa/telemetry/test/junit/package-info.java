/**
 * A fresh capture for each JUnit test; entry type {@link
 * io.choicesherpa.telemetry.test.junit.TelemetryCaptureExtension}.
 */
@NullMarked
package io.choicesherpa.telemetry.test.junit;

import org.jspecify.annotations.NullMarked;
