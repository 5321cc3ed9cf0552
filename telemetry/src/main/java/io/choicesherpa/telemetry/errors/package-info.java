/**
 * Errors go to an error tracker, whose vendor only this package knows; entry type {@link
 * io.choicesherpa.telemetry.errors.ErrorReporter}.
 */
@NullMarked
package io.choicesherpa.telemetry.errors;

import org.jspecify.annotations.NullMarked;
