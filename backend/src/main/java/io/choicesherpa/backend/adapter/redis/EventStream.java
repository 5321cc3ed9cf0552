package io.choicesherpa.backend.adapter.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.XAddArgs;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Redis stream of events and its companion for those that were given up. Both are bounded: the
 * oldest entries go when they are full, whether they have been read or not.
 *
 * <p>An entry has the fields {@value #ENVELOPE} and {@code traceparent}, {@code tracestate} where
 * there are. Thread-safe.
 */
public final class EventStream {

  /** The field that holds the envelope's JSON. */
  public static final String ENVELOPE = "envelope";

  private static final String DEAD_SUFFIX = ":dead";

  private final Redis redis;
  private final String name;
  private final long maxEntries;
  private final long maxDeadEntries;

  /**
   * A stream.
   *
   * @param name the stream's key; that of the companion is {@code name:dead}
   * @param maxEntries about so many entries are kept, greater than 0
   * @param maxDeadEntries the same of the companion
   */
  public EventStream(Redis redis, String name, long maxEntries, long maxDeadEntries) {
    this.redis = redis;
    this.name = name;
    this.maxEntries = maxEntries;
    this.maxDeadEntries = maxDeadEntries;
  }

  /** The stream's key. */
  public String name() {
    return name;
  }

  /** The key of the stream of what was given up. */
  public String deadLetterName() {
    return name + DEAD_SUFFIX;
  }

  /**
   * Puts an event on the stream.
   *
   * @param headers go along as fields of their own
   * @throws RedisException if it is not certain that it is there
   */
  public void append(String envelope, Map<String, String> headers) {
    Map<String, String> fields = new LinkedHashMap<>(headers);
    fields.put(ENVELOPE, envelope);
    add(name, maxEntries, fields);
  }

  /**
   * Puts an entry aside for good.
   *
   * @param fields as they were on the stream
   * @param reason why, without user content
   * @throws RedisException if it is not certain that it is there
   */
  public void appendDead(
      Map<String, String> fields, String entryId, String handler, int attempts, String reason) {
    Map<String, String> dead = new LinkedHashMap<>(fields);
    dead.put("dead_entry_id", entryId);
    dead.put("dead_handler", handler);
    dead.put("dead_attempts", String.valueOf(attempts));
    dead.put("dead_reason", reason);
    add(deadLetterName(), maxDeadEntries, dead);
  }

  private void add(String stream, long bound, Map<String, String> fields) {
    redis
        .shared()
        .sync()
        .xadd(stream, XAddArgs.Builder.maxlen(bound).approximateTrimming(), fields);
  }
}
