package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import io.choicesherpa.telemetry.redaction.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * What a line tells of a throwable.
 *
 * @param type the class's name
 * @param message redacted and bounded; null if the throwable has none
 * @param stack the trace with all causes, redacted, bounded in depth and length
 * @param fingerprint the same for the same kind of error; see {@link Fingerprint}
 */
record ErrorText(String type, @Nullable String message, String stack, String fingerprint) {

  static ErrorText of(IThrowableProxy throwable, Redactor redactor, FrameBlocks blocks) {
    String message = throwable.getMessage();
    return new ErrorText(
        Bounds.bounded(throwable.getClassName(), Bounds.NAME_CHARS),
        message == null ? null : Bounds.bounded(redactor.redactText(message), Bounds.VALUE_CHARS),
        StackText.of(throwable, redactor, blocks),
        Fingerprint.of(throwable));
  }
}
