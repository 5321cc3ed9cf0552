package io.choicesherpa.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.console.logql.LogLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Which fields and values lines have. */
final class FieldSurvey {

  private static final int MAX_FIELDS = 1000;
  private static final int MAX_VALUES = 100;

  private static final class Field {
    final String kind;
    long lines;
    final Set<Integer> values = new HashSet<>();

    Field(String kind) {
      this.kind = kind;
    }
  }

  private FieldSurvey() {}

  static void writeFields(JsonGenerator out, List<LogLine> lines) throws IOException {
    Map<String, Field> fields = new TreeMap<>();
    for (LogLine line : lines) {
      line.stream().forEach(count(fields, "label"));
      line.shownMetadata().forEach(count(fields, "metadata"));
      line.parsed().forEach(count(fields, "parsed"));
    }
    List<Map.Entry<String, Field>> common = new ArrayList<>(fields.entrySet());
    common.sort(Comparator.comparingLong(field -> -field.getValue().lines));
    out.writeStartObject();
    out.writeArrayFieldStart("fields");
    for (Map.Entry<String, Field> field : common) {
      out.writeStartObject();
      out.writeStringField("name", field.getKey());
      out.writeStringField("kind", field.getValue().kind);
      out.writeNumberField("lines", field.getValue().lines);
      out.writeNumberField("values", field.getValue().values.size());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static BiConsumer<String, String> count(Map<String, Field> fields, String kind) {
    return (name, value) -> {
      if (fields.size() < MAX_FIELDS || fields.containsKey(name)) {
        Field field = fields.computeIfAbsent(name, n -> new Field(kind));
        field.lines++;
        field.values.add(value.hashCode());
      }
    };
  }

  static void writeValues(JsonGenerator out, List<LogLine> lines, String name, String prefix)
      throws IOException {
    Map<String, Long> values = new HashMap<>();
    String wanted = prefix.toLowerCase(Locale.ROOT);
    for (LogLine line : lines) {
      String value = line.get(name);
      if (!value.isEmpty() && value.toLowerCase(Locale.ROOT).startsWith(wanted)) {
        values.merge(value, 1L, Long::sum);
      }
    }
    List<Map.Entry<String, Long>> common = new ArrayList<>(values.entrySet());
    common.sort(
        Map.Entry.<String, Long>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    out.writeStartObject();
    out.writeArrayFieldStart("values");
    for (Map.Entry<String, Long> value : common.subList(0, Math.min(MAX_VALUES, common.size()))) {
      out.writeStartObject();
      out.writeStringField("value", value.getKey());
      out.writeNumberField("lines", value.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
