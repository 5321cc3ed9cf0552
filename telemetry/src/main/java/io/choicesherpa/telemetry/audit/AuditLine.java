package io.choicesherpa.telemetry.audit;

import io.choicesherpa.telemetry.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of the trail as it was read back.
 *
 * @param entry what the hash seals
 * @param seq the line's number in its chain
 * @param hash the hash that the line claims
 */
record AuditLine(AuditEntry entry, String chain, long seq, String prevHash, String hash) {
  static final List<String> TEXT_FIELDS =
      List.of(
          AuditEntry.ACTION,
          AuditEntry.OUTCOME,
          AuditEntry.ACTOR,
          AuditEntry.RESOURCE_TYPE,
          AuditEntry.RESOURCE_ID,
          AuditEntry.CHAIN,
          AuditEntry.PREV_HASH);

  private static final Set<String> FIELDS =
      Set.of(
          AuditEntry.ACTION,
          AuditEntry.OUTCOME,
          AuditEntry.ACTOR,
          AuditEntry.RESOURCE_TYPE,
          AuditEntry.RESOURCE_ID,
          AuditEntry.CHAIN,
          AuditEntry.SEQ,
          AuditEntry.PREV_HASH,
          AuditEntry.HASH);

  private static final Set<String> UNSEALED =
      Set.of("service", "environment", "trace_flags", "span", "thread", "file", "line");

  private static final Set<String> SEALED =
      Set.of(
          AuditEntry.TIMESTAMP,
          AuditEntry.TRACE_ID,
          AuditEntry.SPAN_ID,
          AuditEntry.REQUEST_ID,
          AuditEntry.USER_ID,
          AuditEntry.SESSION_ID,
          "level",
          "target",
          "message",
          "fields");

  /**
   * Reads a line's JSON; null if it is a line of another logger.
   *
   * @throws IllegalArgumentException if it is a line of the trail and not in its form
   */
  static @Nullable AuditLine of(Map<String, @Nullable Object> line) {
    if (!AuditEntry.LOGGER_NAME.equals(line.get("target"))) {
      return null;
    }
    for (String name : line.keySet()) {
      require(SEALED.contains(name) || UNSEALED.contains(name), "unexpected field \"%s\"", name);
    }
    require(AuditEntry.LEVEL.equals(line.get("level")), "level is not %s", AuditEntry.LEVEL);
    require(AuditEntry.MESSAGE.equals(line.get("message")), "message is not \"audit\"", "");
    if (!(line.get("fields") instanceof Map<?, ?> fields)) {
      throw new IllegalArgumentException("no fields");
    }
    for (Object name : fields.keySet()) {
      require(FIELDS.contains(name), "unexpected field \"%s\"", name);
    }
    return read(line, fields);
  }

  private static AuditLine read(Map<String, @Nullable Object> line, Map<?, ?> fields) {
    AuditEntry entry = new AuditEntry();
    for (String name :
        List.of(
            AuditEntry.TIMESTAMP,
            AuditEntry.TRACE_ID,
            AuditEntry.SPAN_ID,
            AuditEntry.REQUEST_ID,
            AuditEntry.USER_ID,
            AuditEntry.SESSION_ID)) {
      entry.with(name, text(line, name));
    }
    for (String name :
        List.of(
            AuditEntry.ACTION,
            AuditEntry.OUTCOME,
            AuditEntry.ACTOR,
            AuditEntry.RESOURCE_TYPE,
            AuditEntry.RESOURCE_ID)) {
      entry.with(name, text(fields, name));
    }
    String chain = required(fields, AuditEntry.CHAIN);
    String prevHash = required(fields, AuditEntry.PREV_HASH);
    String hash = required(fields, AuditEntry.HASH);
    if (!(fields.get(AuditEntry.SEQ) instanceof Json.Numeral seq) || !seq.isCount()) {
      throw new IllegalArgumentException("seq is no number from 1 on");
    }
    entry
        .with(AuditEntry.CHAIN, chain)
        .with(AuditEntry.SEQ, seq.text())
        .with(AuditEntry.PREV_HASH, prevHash);
    return new AuditLine(entry, chain, Long.parseLong(seq.text()), prevHash, hash);
  }

  private static String required(Map<?, ?> object, String name) {
    String text = text(object, name);
    if (text == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return text;
  }

  private static @Nullable String text(Map<?, ?> object, String name) {
    Object value = object.get(name);
    require(value == null || value instanceof String, "%s is no text", name);
    return (String) value;
  }

  private static void require(boolean holds, String rule, @Nullable Object detail) {
    if (!holds) {
      throw new IllegalArgumentException(rule.formatted(detail));
    }
  }
}
