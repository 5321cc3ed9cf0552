package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the frames of errors: of the few kinds that a service has, one comes again and again. A
 * table of fixed size in which frames have a few slots to choose from, and newer ones take the
 * place of others where all are taken. Traces too long to be usual are not kept, which bounds the
 * memory. Safe for use by several threads: a race only writes a trace twice.
 */
final class FrameBlocks {
  /** A power of two. */
  private static final int SLOTS = 256;

  /** A power of two. */
  private static final int CHOICES = 4;

  private static final int KEPT_FRAMES = 256;
  private static final int KEPT_CHARS = 8192;

  private final @Nullable FrameBlock[] slots = new FrameBlock[SLOTS];

  FrameBlock of(IThrowableProxy throwable, String indent) {
    int hash = FrameBlock.hash(throwable, indent) * 0x9e3779b9;
    int slot = hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
    int free = slot ^ (hash & (CHOICES - 1));
    for (int i = 0; i < CHOICES; i++) {
      FrameBlock known = slots[slot ^ i];
      if (known == null) {
        free = slot ^ i;
        break;
      }
      if (known.isOf(throwable, indent)) {
        return known;
      }
    }
    FrameBlock fresh = new FrameBlock(throwable, indent);
    if (fresh.frames().length <= KEPT_FRAMES && fresh.text().length() <= KEPT_CHARS) {
      slots[free] = fresh;
    }
    return fresh;
  }

  /** How many are kept. */
  int size() {
    int size = 0;
    for (FrameBlock slot : slots) {
      size += slot == null ? 0 : 1;
    }
    return size;
  }
}
