package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;

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
    Fingerprint fingerprint = new Fingerprint();
    IThrowableProxy current = throwable;
    for (int i = 0; i < Bounds.CAUSES && current != null && !current.isCyclic(); i++) {
      fingerprint.add(current);
      current = current.getCause();
    }
    return fingerprint.hex();
  }

  private void add(IThrowableProxy throwable) {
    addName(throwable.getClassName());
    StackTraceElementProxy[] frames = throwable.getStackTraceElementProxyArray();
    if (frames == null) {
      return;
    }
    int own = frames.length - throwable.getCommonFrames();
    int added = 0;
    for (int i = 0; i < own && added < FRAMES; i++) {
      StackTraceElement frame = frames[i].getStackTraceElement();
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

  private String hex() {
    long mixed = hash;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    mixed ^= mixed >>> 33;
    String digits = Long.toHexString(mixed);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
