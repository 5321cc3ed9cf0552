/** Spans: the SDK's set-up and the scoped API {@link io.choicesherpa.telemetry.tracing.Tracing}. */
@NullMarked
package io.choicesherpa.telemetry.tracing;

import org.jspecify.annotations.NullMarked;
