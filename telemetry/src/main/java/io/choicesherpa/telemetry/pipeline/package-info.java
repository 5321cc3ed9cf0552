/**
 * The OpenTelemetry SDK as this library runs it: OTLP out, never in the application's way; entry
 * type {@link io.choicesherpa.telemetry.pipeline.Pipeline}.
 */
@NullMarked
package io.choicesherpa.telemetry.pipeline;

import org.jspecify.annotations.NullMarked;
