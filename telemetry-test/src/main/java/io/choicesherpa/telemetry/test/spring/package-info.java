/**
 * The telemetry of a Spring Boot application under test, captured; entry type {@link
 * io.choicesherpa.telemetry.test.spring.AutoConfigureTelemetryCapture}.
 */
@NullMarked
package io.choicesherpa.telemetry.test.spring;

import org.jspecify.annotations.NullMarked;
