/**
 * Auto-configuration: a Spring Boot application that has this on its class path has logs, traces,
 * metrics and health, with nothing to write; entry type {@link
 * io.choicesherpa.telemetry.spring.TelemetryAutoConfiguration}.
 */
@NullMarked
package io.choicesherpa.telemetry.spring;

import org.jspecify.annotations.NullMarked;
