package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.Level;
import io.choicesherpa.telemetry.redaction.Redactor;
import org.jspecify.annotations.Nullable;

/** What all lines of one encoder share: the constant fields, and the names seen before. */
final class LineParts {
  private static final byte[] TRACE = level("TRACE");
  private static final byte[] DEBUG = level("DEBUG");
  private static final byte[] INFO = level("INFO");
  private static final byte[] WARN = level("WARN");
  private static final byte[] ERROR = level("ERROR");

  private static final int SHORT_BYTES = 128;

  final Redactor redactor;
  final FrameBlocks frameBlocks = new FrameBlocks();
  final byte[] serviceAndEnvironment;

  /** Quoted. */
  final EncodedNames names = new EncodedNames((name, none) -> quoted(name).toByteArray());

  /** Quoted and redacted. */
  final EncodedNames spanNames;

  /** Quoted paths of source files, by class name. */
  final EncodedNames files =
      new EncodedNames((type, file) -> quoted(SourceFile.path(type, file)).toByteArray());

  /** Quoted, with the colon, as they follow other fields. */
  final EncodedNames keys;

  LineParts(String service, String environment, Redactor redactor) {
    this.redactor = redactor;
    this.serviceAndEnvironment =
        new JsonBuffer()
            .rawAscii(",\"service\":")
            .string(service, Bounds.NAME_CHARS)
            .rawAscii(",\"environment\":")
            .string(environment, Bounds.NAME_CHARS)
            .toByteArray();
    this.spanNames =
        new EncodedNames((name, none) -> quoted(redactor.redactText(name)).toByteArray());
    this.keys = new EncodedNames((name, none) -> key(name));
  }

  private byte[] key(String name) {
    String clean = redactor.redactText(name);
    if (clean.length() > Bounds.KEY_CHARS) {
      // The hash keeps two long keys with one beginning apart.
      clean =
          clean.substring(0, Bounds.cut(clean, Bounds.KEY_CHARS - 10))
              + "…"
              + Integer.toHexString(clean.hashCode());
    }
    return quoted(clean).raw(':').toByteArray();
  }

  private static JsonBuffer quoted(String name) {
    return new JsonBuffer(SHORT_BYTES).string(name, Bounds.NAME_CHARS);
  }

  static byte[] level(@Nullable Level level) {
    if (level == null) {
      return INFO;
    }
    return switch (level.toInt()) {
      case Level.TRACE_INT -> TRACE;
      case Level.DEBUG_INT -> DEBUG;
      case Level.WARN_INT -> WARN;
      case Level.ERROR_INT -> ERROR;
      default -> INFO;
    };
  }

  private static byte[] level(String name) {
    return JsonBuffer.ascii("\",\"level\":\"" + name + "\",\"target\":");
  }
}
