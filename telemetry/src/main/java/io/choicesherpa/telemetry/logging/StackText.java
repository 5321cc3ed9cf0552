package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import io.choicesherpa.telemetry.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a throwable as {@link Throwable#printStackTrace()} does: causes below, suppressed ones
 * indented, frames in common left out. The depth of each trace, the number of throwables and the
 * length of the whole are bounded, with a note of what is missing. Reused, by one thread at a time.
 */
abstract class StackText {
  private final Redactor redactor;
  private final FrameBlocks blocks;
  private final List<FrameBlock> mainChain = new ArrayList<>();
  private int throwables;
  private int chars;
  private int keptChars;

  StackText(Redactor redactor, FrameBlocks blocks) {
    this.redactor = redactor;
    this.blocks = blocks;
  }

  /** A trace as a string. */
  static String of(IThrowableProxy throwable, Redactor redactor, FrameBlocks blocks) {
    StringBuilder text = new StringBuilder(1024);
    new StackText(redactor, blocks) {
      @Override
      void append(String piece, int end) {
        text.append(piece, 0, end);
      }

      @Override
      void append(FrameBlock frames) {
        text.append(frames.text());
      }
    }.write(throwable);
    return text.toString();
  }

  /** Takes the text from its beginning to {@code end}, exclusive. */
  abstract void append(String piece, int end);

  /** Takes all of the frames. */
  abstract void append(FrameBlock frames);

  /**
   * Writes the trace.
   *
   * @return the frames of the throwable and of its causes in turn, as far as they were written;
   *     valid until the next call
   */
  final List<FrameBlock> write(IThrowableProxy throwable) {
    mainChain.clear();
    throwables = 0;
    chars = 0;
    keptChars = 0;
    write(throwable, "", "");
    if (chars > keptChars) {
      String note = "…(+" + (chars - keptChars) + " chars)";
      append(note, note.length());
    }
    return mainChain;
  }

  private void write(IThrowableProxy throwable, String caption, String indent) {
    text(indent);
    text(caption);
    if (throwables == Bounds.CAUSES) {
      text("…");
      return;
    }
    throwables++;
    head(throwable);
    if (throwable.isCyclic()) {
      text(" [circular reference]");
      return;
    }
    FrameBlock frames = blocks.of(throwable, indent);
    if (indent.isEmpty()) {
      mainChain.add(frames);
    }
    frames(frames);
    IThrowableProxy[] suppressed = throwable.getSuppressed();
    if (suppressed != null) {
      for (IThrowableProxy each : suppressed) {
        next(each, "Suppressed: ", indent + "\t");
      }
    }
    next(throwable.getCause(), "Caused by: ", indent);
  }

  private void next(@Nullable IThrowableProxy throwable, String caption, String indent) {
    if (throwable != null && throwables <= Bounds.CAUSES && chars < Bounds.STACK_CHARS) {
      text("\n");
      write(throwable, caption, indent);
    }
  }

  private void head(IThrowableProxy throwable) {
    text(throwable.getClassName());
    String message = throwable.getMessage();
    if (message != null) {
      text(": ");
      text(Bounds.bounded(redactor.redactText(message), Bounds.VALUE_CHARS));
    }
  }

  private void frames(FrameBlock frames) {
    int length = frames.text().length();
    if (chars + length <= Bounds.STACK_CHARS) {
      append(frames);
      chars += length;
      keptChars += length;
    } else {
      text(frames.text());
    }
  }

  private void text(String piece) {
    int room = Bounds.STACK_CHARS - chars;
    if (room > 0) {
      int end = Bounds.cut(piece, room);
      append(piece, end);
      keptChars += end;
    }
    chars += piece.length();
  }
}
