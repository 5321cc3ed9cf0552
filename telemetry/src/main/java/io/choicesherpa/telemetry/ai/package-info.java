/**
 * Calls to AI providers, whoever the provider and whatever its SDK: one span, metrics and the exact
 * cost of each. Never a word of a prompt or a completion. Entry type: {@link
 * io.choicesherpa.telemetry.ai.AiTelemetry}.
 */
@NullMarked
package io.choicesherpa.telemetry.ai;

import org.jspecify.annotations.NullMarked;
