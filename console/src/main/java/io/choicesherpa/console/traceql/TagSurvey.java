package io.choicesherpa.console.traceql;

import io.choicesherpa.console.store.StoredSpan;
import io.choicesherpa.console.store.TraceSnapshot;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which attributes and values the newest traces have. */
final class TagSurvey {

  private static final int MAX_SPANS = 50_000;
  private static final int MAX_NAMES = 2000;
  private static final int MAX_VALUES = 1000;

  private TagSurvey() {}

  /** Names by scope. */
  static Map<String, Set<String>> names(List<TraceSnapshot> traces) {
    Map<String, Set<String>> names = new TreeMap<>();
    Set<String> resource = names.computeIfAbsent("resource", scope -> new TreeSet<>());
    Set<String> span = names.computeIfAbsent("span", scope -> new TreeSet<>());
    int seen = 0;
    for (TraceSnapshot trace : traces) {
      for (StoredSpan stored : trace.spans()) {
        if (++seen > MAX_SPANS) {
          return names;
        }
        add(resource, stored.origin().resource().getAttributesList());
        add(span, stored.decode().getAttributesList());
      }
    }
    return names;
  }

  private static void add(Set<String> names, List<KeyValue> attributes) {
    for (KeyValue attribute : attributes) {
      if (names.size() < MAX_NAMES) {
        names.add(attribute.getKey());
      }
    }
  }

  /** Types by value, of a field named as in a query; a name without a scope is taken for either. */
  static Map<String, String> values(List<TraceSnapshot> traces, String name) {
    Field field = field(name);
    Map<String, String> values = new TreeMap<>();
    int seen = 0;
    for (TraceSnapshot trace : traces) {
      for (StoredSpan stored : trace.spans()) {
        if (++seen > MAX_SPANS || values.size() >= MAX_VALUES) {
          return values;
        }
        Object value = field.of(new SpanView(stored, trace));
        if (value != null) {
          values.put(text(value), type(field, value));
        }
      }
    }
    return values;
  }

  private static Field field(String name) {
    @Nullable String intrinsic = Field.INTRINSICS.get(name);
    if (intrinsic != null) {
      return new Field(Field.Scope.INTRINSIC, intrinsic);
    }
    if (name.startsWith("span.")) {
      return new Field(Field.Scope.SPAN, name.substring(5));
    }
    if (name.startsWith("resource.")) {
      return new Field(Field.Scope.RESOURCE, name.substring(9));
    }
    return new Field(Field.Scope.EITHER, name.startsWith(".") ? name.substring(1) : name);
  }

  private static String text(Object value) {
    if (value instanceof Double number && number == Math.rint(number)) {
      return Long.toString(number.longValue());
    }
    return value.toString();
  }

  private static String type(Field field, Object value) {
    boolean keyword =
        field.scope() == Field.Scope.INTRINSIC
            && (field.name().equals("status") || field.name().equals("kind"));
    if (keyword) {
      return "keyword";
    }
    return value instanceof Double number
        ? number == Math.rint(number) ? "int" : "float"
        : value instanceof Boolean ? "bool" : "string";
  }
}
