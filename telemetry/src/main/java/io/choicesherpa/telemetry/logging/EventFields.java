package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * An event's own fields: its key-values, then the entries of the MDC. A key comes once; a key-value
 * wins over the MDC, and of two of the same key the later.
 */
final class EventFields {
  private EventFields() {}

  /** Hands each field over in order. The event's own data is only read. */
  static void forEach(ILoggingEvent event, BiConsumer<String, @Nullable Object> action) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (int i = 0; i < pairs.size(); i++) {
        KeyValuePair pair = pairs.get(i);
        String key = String.valueOf(pair.key);
        if (!contains(pairs, i + 1, key)) {
          action.accept(key, pair.value);
        }
      }
    }
    Map<String, String> mdc = event.getMDCPropertyMap();
    if (mdc != null && !mdc.isEmpty()) {
      for (Map.Entry<String, String> entry : mdc.entrySet()) {
        String key = String.valueOf(entry.getKey());
        if (pairs == null || !contains(pairs, 0, key)) {
          action.accept(key, entry.getValue());
        }
      }
    }
  }

  private static boolean contains(List<KeyValuePair> pairs, int from, String key) {
    for (int i = from; i < pairs.size(); i++) {
      if (key.equals(String.valueOf(pairs.get(i).key))) {
        return true;
      }
    }
    return false;
  }
}
