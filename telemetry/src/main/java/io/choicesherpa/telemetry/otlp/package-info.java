/**
 * Spans and log records as OTLP's bytes, written in one pass; entry type {@link
 * io.choicesherpa.telemetry.otlp.OtlpEncoding}.
 */
@NullMarked
package io.choicesherpa.telemetry.otlp;

import org.jspecify.annotations.NullMarked;
