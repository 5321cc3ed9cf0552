package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.List;

/**
 * Tells kinds of errors apart: 16 hexadecimal digits over the types of the throwable and its causes
 * and the classes and methods they passed. Messages and line numbers are left out, and so are the
 * numbers of generated classes and the frames of reflection, which differ from one run or build to
 * the next.
 *
 * <p>The hash is 64-bit FNV-1a with the finaliser of MurmurHash3. It groups errors; it withstands
 * no attack.
 */
public final class Fingerprint {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** Deeper frames tell where the call came from rather than what went wrong. */
  private static final int FRAMES = 12;

  private long hash = FNV_OFFSET;

  private Fingerprint() {}

  /** Returns what the log line of {@code throwable} has as {@code error.fingerprint}. */
  public static String of(Throwable throwable) {
    return of(new ThrowableProxy(throwable));
  }

  static String of(IThrowableProxy throwable) {
    String digits = Long.toHexString(of(throwable, List.of()));
    return "0".repeat(16 - digits.length()) + digits;
  }

  /**
   * The fingerprint as a number.
   *
   * @param known the frames of the throwable and of its first causes, as far as they are known
   */
  static long of(IThrowableProxy throwable, List<FrameBlock> known) {
    Fingerprint fingerprint = new Fingerprint();
    IThrowableProxy current = throwable;
    for (int i = 0; i < Bounds.CAUSES && current != null && !current.isCyclic(); i++) {
      fingerprint.add(
          current.getClassName(), i < known.size() ? known.get(i) : new FrameBlock(current, ""));
      current = current.getCause();
    }
    return fingerprint.mixed();
  }

  private void add(String type, FrameBlock block) {
    FrameBlock.Passage passage = block.passage;
    if (passage == null || passage.before() != hash || !passage.type().equals(type)) {
      long before = hash;
      addName(type);
      addFrames(block.frames());
      passage = new FrameBlock.Passage(before, type, hash);
      block.passage = passage;
    }
    hash = passage.after();
  }

  private void addFrames(StackTraceElement[] frames) {
    int added = 0;
    for (int i = 0; i < frames.length && added < FRAMES; i++) {
      StackTraceElement frame = frames[i];
      if (!isReflection(frame.getClassName())) {
        addName(frame.getClassName());
        addName(frame.getMethodName());
        added++;
      }
    }
  }

  private static boolean isReflection(String type) {
    return type.startsWith("jdk.internal.reflect.")
        || type.startsWith("java.lang.reflect.")
        || type.startsWith("java.lang.invoke.")
        || type.startsWith("sun.reflect.");
  }

  /** Up to {@code $$}, after which come generators' own marks, and without digits. */
  private void addName(String name) {
    int generated = name.indexOf("$$");
    int end = generated < 0 ? name.length() : generated;
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        hash = (hash ^ c) * FNV_PRIME;
      }
    }
    hash = (hash ^ '\n') * FNV_PRIME;
  }

  private long mixed() {
    long mixed = hash;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
