package io.choicesherpa.telemetry.errors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows which errors without a throwable were seen of late, by the logger and the template of their
 * message: one of a kind a minute is enough to know of it, the log has them all. Keeps the last
 * {@value #MAX_KINDS} kinds. Thread-safe.
 */
final class RecentMessages {

  static final int MAX_KINDS = 512;

  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int FINGERPRINT_BYTES = 8;

  private final LongSupplier nanoTime;
  private final Map<String, Long> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_KINDS;
        }
      };

  RecentMessages(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether none of this kind was told within the last minute; then it is noted as told. */
  boolean isNew(String fingerprint) {
    synchronized (seen) {
      long now = nanoTime.getAsLong();
      Long before = seen.get(fingerprint);
      if (before != null && now - before <= WINDOW_NANOS) {
        return false;
      }
      seen.put(fingerprint, now);
      return true;
    }
  }

  /** Sixteen hexadecimal digits; a hash, since a template may hold what somebody put into it. */
  static String fingerprint(@Nullable String module, String template) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((module + "\n" + template).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
