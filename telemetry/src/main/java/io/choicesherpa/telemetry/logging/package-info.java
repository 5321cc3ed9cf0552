/**
 * Log lines: one JSON object each, with the context of the work that wrote them; entry type {@link
 * io.choicesherpa.telemetry.logging.LogbackSetup}.
 */
@NullMarked
package io.choicesherpa.telemetry.logging;

import org.jspecify.annotations.NullMarked;
