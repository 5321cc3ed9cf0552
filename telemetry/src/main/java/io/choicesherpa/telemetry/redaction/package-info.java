/**
 * Keeps secrets and personal content out of every sink; entry type {@link
 * io.choicesherpa.telemetry.redaction.Redactor}.
 */
@NullMarked
package io.choicesherpa.telemetry.redaction;

import org.jspecify.annotations.NullMarked;
