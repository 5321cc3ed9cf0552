package io.choicesherpa.console.logql;

import io.choicesherpa.console.store.AttributeText;
import io.choicesherpa.console.store.StoredLog;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A log record on its way through a query's stages. Labels are of three sorts, as in Loki: those of
 * the stream, structured metadata (attributes and ids), and what stages made. Not thread-safe.
 */
public final class LogLine {

  /** The label in which stages put what went wrong with a line. */
  static final String ERROR = "__error__";

  static final String ERROR_DETAILS = "__error_details__";

  private static final int MAX_PARSED_LABELS = 1000;

  private final StoredLog log;
  private final Map<String, String> stream;
  private final long place;
  private @Nullable LogRecord record;
  private @Nullable String text;
  private @Nullable Map<String, String> metadata;
  private @Nullable Map<String, String> parsed;
  private @Nullable Set<String> dropped;

  LogLine(StoredLog log, long place, Map<String, String> stream) {
    this.log = log;
    this.place = place;
    this.stream = stream;
  }

  /** The record itself. */
  public StoredLog log() {
    return log;
  }

  /** Where it stands in the order of arrival; 0 when that is not known. */
  public long place() {
    return place;
  }

  /** The record in full, decoded once. */
  public LogRecord record() {
    LogRecord decoded = record;
    if (decoded == null) {
      decoded = log.decode();
      record = decoded;
    }
    return decoded;
  }

  /** The line's text as the stages left it. */
  public String text() {
    String current = text;
    if (current == null) {
      current = AttributeText.of(record().getBody());
      text = current;
    }
    return current;
  }

  void setText(String value) {
    text = value;
  }

  /** The label's value; empty when there is none. */
  public String get(String name) {
    if (parsed != null) {
      String value = parsed.get(name);
      if (value != null) {
        return value;
      }
    }
    if (dropped != null && dropped.contains(name)) {
      return "";
    }
    String value = stream.get(name);
    return value == null ? metadata().getOrDefault(name, "") : value;
  }

  /** Sets what a stage made; a name that the line came with stands aside. */
  void set(String name, String value) {
    if (parsed == null) {
      parsed = new LinkedHashMap<>();
    }
    if (parsed.size() < MAX_PARSED_LABELS || parsed.containsKey(name)) {
      parsed.put(name, value);
    }
  }

  /** Sets what a parser found; a label that the line came with is not covered, as in Loki. */
  void extract(String name, String value) {
    boolean taken = stream.containsKey(name) || metadata().containsKey(name);
    set(taken ? name + "_extracted" : name, value);
  }

  void fail(String kind, String details) {
    set(ERROR, kind);
    set(ERROR_DETAILS, details);
  }

  void drop(String name) {
    if (parsed != null) {
      parsed.remove(name);
    }
    if (dropped == null) {
      dropped = new TreeSet<>();
    }
    dropped.add(name);
  }

  /** The labels of its stream. */
  public Map<String, String> stream() {
    return without(stream);
  }

  /** Whether no stage has changed its labels, so that {@link #stream} is the shared map itself. */
  boolean isUntouched() {
    return parsed == null && dropped == null;
  }

  /** Attributes and ids. */
  public Map<String, String> metadata() {
    Map<String, String> found = metadata;
    if (found == null) {
      found = LogLabels.metadata(log, record(), stream);
      metadata = found;
    }
    return found;
  }

  /** Attributes and ids but for those that were dropped or covered. */
  public Map<String, String> shownMetadata() {
    return without(metadata());
  }

  /** What stages made. */
  public Map<String, String> parsed() {
    return parsed == null ? Map.of() : Collections.unmodifiableMap(parsed);
  }

  private Map<String, String> without(Map<String, String> labels) {
    if (dropped == null && parsed == null) {
      return labels;
    }
    Map<String, String> left = new TreeMap<>(labels);
    if (dropped != null) {
      left.keySet().removeAll(dropped);
    }
    if (parsed != null) {
      left.keySet().removeAll(parsed.keySet());
    }
    return left;
  }

  /** All labels together. */
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>(without(metadata()));
    all.putAll(without(stream));
    if (parsed != null) {
      all.putAll(parsed);
    }
    return all;
  }
}
