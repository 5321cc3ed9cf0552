package io.choicesherpa.console.loki;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.console.logql.LogLine;
import io.choicesherpa.console.query.GoDuration;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which fields lines have beside their streams' labels, and of which type their values look. */
final class DetectedFields {

  private static final int MAX_FIELDS = 1000;

  private static final class Field {
    final Set<Integer> values = new HashSet<>();
    String type = "";

    void add(String value) {
      values.add(value.hashCode());
      String seen = typeOf(value);
      type = type.isEmpty() || type.equals(seen) ? seen : "string";
    }
  }

  private DetectedFields() {}

  static void write(JsonGenerator out, List<LogLine> lines) throws IOException {
    Map<String, Field> fields = new TreeMap<>();
    for (LogLine line : lines) {
      line.shownMetadata().forEach((name, value) -> add(fields, name, value));
      line.parsed().forEach((name, value) -> add(fields, name, value));
    }
    out.writeStartObject();
    out.writeArrayFieldStart("fields");
    for (Map.Entry<String, Field> field : fields.entrySet()) {
      out.writeStartObject();
      out.writeStringField("label", field.getKey());
      out.writeStringField("type", field.getValue().type);
      out.writeNumberField("cardinality", field.getValue().values.size());
      out.writeNullField("parsers");
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeNumberField("limit", MAX_FIELDS);
    out.writeEndObject();
  }

  private static void add(Map<String, Field> fields, String name, String value) {
    if (fields.size() < MAX_FIELDS || fields.containsKey(name)) {
      fields.computeIfAbsent(name, key -> new Field()).add(value);
    }
  }

  private static String typeOf(String value) {
    if (value.equals("true") || value.equals("false")) {
      return "boolean";
    }
    if (value.matches("-?\\d{1,18}")) {
      return "int";
    }
    if (value.matches("-?\\d{1,18}\\.\\d{1,18}")) {
      return "float";
    }
    try {
      GoDuration.parseNanos(value);
      return "duration";
    } catch (IllegalArgumentException e) {
      return "string";
    }
  }
}
