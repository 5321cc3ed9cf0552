package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.List;

/**
 * Writes {@code error}, the same as {@link ErrorText} says, without making texts of it. Reused, by
 * one thread at a time.
 */
final class ErrorFields {
  private static final byte[] ERROR = JsonBuffer.ascii(",\"error\":{\"type\":");
  private static final byte[] MESSAGE = JsonBuffer.ascii(",\"message\":");
  private static final byte[] STACK = JsonBuffer.ascii(",\"stack\":\"");
  private static final byte[] FINGERPRINT = JsonBuffer.ascii("\",\"fingerprint\":\"");

  private final LineParts parts;
  private final JsonBuffer out;
  private final StackText stack;

  ErrorFields(LineParts parts, JsonBuffer out) {
    this.parts = parts;
    this.out = out;
    this.stack =
        new StackText(parts.redactor, parts.frameBlocks) {
          @Override
          void append(String piece, int end) {
            out.escaped(piece, end);
          }

          @Override
          void append(FrameBlock frames) {
            out.raw(frames.json());
          }
        };
  }

  void write(IThrowableProxy throwable) {
    out.raw(ERROR).string(throwable.getClassName(), Bounds.NAME_CHARS);
    String message = throwable.getMessage();
    if (message != null) {
      out.raw(MESSAGE).string(parts.redactor.redactText(message), Bounds.VALUE_CHARS);
    }
    out.raw(STACK);
    List<FrameBlock> chain = stack.write(throwable);
    out.raw(FINGERPRINT).hex(Fingerprint.of(throwable, chain)).raw('"').raw('}');
  }
}
