package io.choicesherpa.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Lines by time and level. Not thread-safe. */
final class LevelHistogram {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long startMillis;
  private final long stepMillis;
  private final int buckets;
  private final Map<String, long[]> counts = new TreeMap<>();
  private long total;

  LevelHistogram(long startMillis, long endMillis, int buckets) {
    this.startMillis = startMillis;
    this.buckets = buckets;
    this.stepMillis = Math.max(1, (endMillis - startMillis + buckets - 1) / buckets);
  }

  void add(long timeNanos, String level) {
    long bucket = (timeNanos / NANOS_PER_MILLI - startMillis) / stepMillis;
    int at = (int) Math.max(0, Math.min(buckets - 1, bucket));
    counts.computeIfAbsent(level, name -> new long[buckets])[at]++;
    total++;
  }

  void write(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("start_millis", startMillis);
    out.writeNumberField("step_millis", stepMillis);
    out.writeObjectFieldStart("levels");
    for (Map.Entry<String, long[]> level : counts.entrySet()) {
      out.writeFieldName(level.getKey());
      out.writeArray(level.getValue(), 0, buckets);
    }
    out.writeEndObject();
    out.writeNumberField("total", total);
    out.writeEndObject();
  }
}
