package io.choicesherpa.telemetry.logging;

import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a line. Names alone, so that keeping one keeps no class from being unloaded.
 *
 * @param file null where the compiler left it out
 * @param line negative where it is unknown
 */
record Caller(String type, @Nullable String file, int line) {
  static Caller of(StackFrame frame) {
    return new Caller(frame.getClassName(), frame.getFileName(), frame.getLineNumber());
  }

  static Caller of(StackTraceElement frame) {
    return new Caller(frame.getClassName(), frame.getFileName(), frame.getLineNumber());
  }
}
