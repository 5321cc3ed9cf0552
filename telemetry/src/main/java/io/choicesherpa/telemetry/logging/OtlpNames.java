package io.choicesherpa.telemetry.logging;

import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names that fields have on OTLP log records: redacted, bounded, with a prefix. They come from
 * code, so that all of a service's names fit and are made once. Thread-safe.
 */
final class OtlpNames {

  private static final int KEPT = 1024;

  private final String prefix;
  private final Redactor redactor;
  private final Map<String, Name> known = new ConcurrentHashMap<>();

  OtlpNames(String prefix, Redactor redactor) {
    this.prefix = prefix;
    this.redactor = redactor;
  }

  Name of(String key) {
    Name name = known.get(key);
    if (name == null) {
      name = Name.of(prefix + Bounds.bounded(redactor.redactText(key), Bounds.KEY_CHARS));
      if (known.size() < KEPT && key.length() <= Bounds.KEY_CHARS) {
        known.put(key, name);
      }
    }
    return name;
  }

  /** A name for each type of value. */
  record Name(
      AttributeKey<String> ofText,
      AttributeKey<Long> ofInteger,
      AttributeKey<Double> ofNumber,
      AttributeKey<Boolean> ofTruth) {

    private static Name of(String name) {
      return new Name(
          AttributeKey.stringKey(name),
          AttributeKey.longKey(name),
          AttributeKey.doubleKey(name),
          AttributeKey.booleanKey(name));
    }
  }
}
