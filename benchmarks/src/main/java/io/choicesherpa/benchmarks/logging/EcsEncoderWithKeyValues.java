package io.choicesherpa.benchmarks.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.JsonUtils;
import co.elastic.logging.logback.EcsEncoder;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/** Elastic's encoder leaves SLF4J's key-values out; this adds them where it lets one add fields. */
final class EcsEncoderWithKeyValues extends EcsEncoder {

  @Override
  protected void addCustomFields(ILoggingEvent event, StringBuilder line) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs == null) {
      return;
    }
    for (KeyValuePair pair : pairs) {
      line.append('"');
      JsonUtils.quoteAsString(pair.key, line);
      line.append("\":");
      if (pair.value instanceof Number) {
        line.append(pair.value);
      } else {
        line.append('"');
        JsonUtils.quoteAsString(String.valueOf(pair.value), line);
        line.append('"');
      }
      line.append(',');
    }
  }
}
