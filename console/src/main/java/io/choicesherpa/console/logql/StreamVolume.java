package io.choicesherpa.console.logql;

import io.choicesherpa.console.store.StoredLog;
import java.util.Map;

/**
 * How much there is of a stream.
 *
 * @param labels the stream
 * @param lines records
 * @param bytes of them as they are kept
 */
public record StreamVolume(Map<String, String> labels, long lines, long bytes) {

  /** Copies the labels. */
  public StreamVolume {
    labels = Map.copyOf(labels);
  }

  /** Counts one stream. Not thread-safe. */
  static final class Counter {
    private final Map<String, String> labels;
    private long lines;
    private long bytes;

    Counter(Map<String, String> labels) {
      this.labels = labels;
    }

    void add(StoredLog log) {
      lines++;
      bytes += log.encoded().size();
    }

    StreamVolume volume() {
      return new StreamVolume(labels, lines, bytes);
    }
  }
}
