package io.choicesherpa.telemetry.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a line is under the seal of its hash: everything that says what was done, when, by whom,
 * to what and in which request. Not sealed is where the code stood that wrote it (service,
 * environment, trace flags, span, thread, file, line).
 */
final class AuditEntry {
  static final String LOGGER_NAME = "audit";
  static final String MESSAGE = "audit";
  static final String LEVEL = "INFO";

  static final String TIMESTAMP = "timestamp";
  static final String TRACE_ID = "trace_id";
  static final String SPAN_ID = "span_id";
  static final String REQUEST_ID = "request_id";
  static final String USER_ID = "user_id";
  static final String SESSION_ID = "session_id";
  static final String ACTION = "action";
  static final String OUTCOME = "outcome";
  static final String ACTOR = "actor";
  static final String RESOURCE_TYPE = "resource_type";
  static final String RESOURCE_ID = "resource_id";
  static final String CHAIN = "chain";
  static final String SEQ = "seq";
  static final String PREV_HASH = "prev_hash";
  static final String HASH = "hash";

  /** Names without a value are part of the seal as well: it says that they had none. */
  private final Map<String, @Nullable String> values = new LinkedHashMap<>();

  AuditEntry with(String name, @Nullable String value) {
    values.put(name, value);
    return this;
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  /** SHA-256 over all names and values, each with its length, so that none can run into another. */
  String hash() {
    MessageDigest digest = sha256();
    values.forEach(
        (name, value) -> {
          digest.update(ascii(name));
          if (value == null) {
            digest.update(ascii(" -\n"));
          } else {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            digest.update(ascii(" " + bytes.length + ":"));
            digest.update(bytes);
            digest.update(ascii("\n"));
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
