package io.choicesherpa.telemetry.logging;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an audit line no rule of redaction may touch, because the trail is verified by it: its
 * logger, its message, its fields' names, and the values that seal it. These values are let through
 * in the form alone that the trail gives them, in which nothing else can stand.
 */
final class AuditFields {
  /** Both the logger's name and the message. */
  static final String AUDIT = "audit";

  private static final Set<String> NAMES =
      Set.of(
          "action",
          "outcome",
          "actor",
          "resource_type",
          "resource_id",
          "chain",
          "prev_hash",
          "seq",
          "hash");
  private static final Set<String> OUTCOMES = Set.of("success", "denied", "failure");
  private static final int HASH_CHARS = 64;
  private static final int CHAIN_CHARS = 33;

  private AuditFields() {}

  static boolean isName(String key) {
    return NAMES.contains(key);
  }

  static boolean isSeal(String key, @Nullable Object value) {
    return switch (key) {
      case "seq" -> value instanceof Long;
      case "hash", "prev_hash" ->
          value instanceof String hash && hash.length() == HASH_CHARS && isHex(hash);
      case "chain" ->
          value instanceof String chain && chain.length() <= CHAIN_CHARS && isHex(chain);
      case "outcome" -> value instanceof String word && OUTCOMES.contains(word);
      default -> false;
    };
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
