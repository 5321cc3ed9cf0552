package io.choicesherpa.telemetry.redaction;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redacts what OpenTelemetry's records are made of. What is clean comes back as the same instance,
 * and texts that come again and again, such as a statement or a server's address, are looked
 * through but twice. Safe for use by several threads.
 */
public final class CleanAttributes {
  private final Redactor redactor;
  private final CleanTexts known = new CleanTexts();
  private volatile @Nullable CleanResource lastResource;

  /** Redacts by these rules. */
  public CleanAttributes(Redactor redactor) {
    this.redactor = redactor;
  }

  Attributes of(Attributes attributes) {
    boolean[] dirty = {false};
    attributes.forEach((key, value) -> dirty[0] = dirty[0] || value(key, value) != value);
    if (!dirty[0]) {
      return attributes;
    }
    AttributesBuilder builder = Attributes.builder();
    attributes.forEach((key, value) -> put(builder, key, value));
    return builder.build();
  }

  /** A resource with nothing in it to hide; the last one's answer is kept. */
  public Resource of(Resource resource) {
    CleanResource last = lastResource;
    if (last == null || last.original != resource) {
      Attributes clean = of(resource.getAttributes());
      last =
          new CleanResource(
              resource,
              clean == resource.getAttributes()
                  ? resource
                  : Resource.create(clean, resource.getSchemaUrl()));
      lastResource = last;
    }
    return last.clean;
  }

  /** A value without a name, such as a log record's body. */
  public Value<?> of(Value<?> value) {
    return of("", value);
  }

  /** A text without a name, such as that of a span. */
  public String text(String text) {
    return text.isEmpty() ? text : text("", text);
  }

  /**
   * An attribute's value, or what stands in its place: a text, or a list of texts or a {@link
   * Value} where the attribute was one.
   */
  public Object value(AttributeKey<?> key, Object value) {
    String name = key.getKey();
    return switch (key.getType()) {
      case STRING -> text(name, (String) value);
      case STRING_ARRAY -> texts(name, (List<?>) value);
      case VALUE -> of(name, (Value<?>) value);
      case LONG, DOUBLE, BOOLEAN ->
          redactor.hides(name, value) ? redactor.replacement(name, value) : value;
      case LONG_ARRAY, DOUBLE_ARRAY, BOOLEAN_ARRAY ->
          redactor.hides(name, value) ? Redactor.REPLACEMENT : value;
    };
  }

  private Value<?> of(String key, Value<?> value) {
    return switch (value.getType()) {
      case STRING -> {
        String text = (String) value.getValue();
        String clean = text(key, text);
        yield clean.equals(text) ? value : Value.of(clean);
      }
      case ARRAY -> array(key, value);
      case KEY_VALUE_LIST -> pairs(value);
      case BYTES -> bytes(key, value);
      case LONG, DOUBLE ->
          redactor.hides(key, value.getValue())
              ? Value.of(redactor.replacement(key, value.getValue()))
              : value;
      case BOOLEAN, EMPTY -> value;
    };
  }

  private Value<?> bytes(String key, Value<?> value) {
    ByteBuffer bytes = (ByteBuffer) value.getValue();
    return redactor.hides(key, bytes) ? Value.of(Redactor.REPLACEMENT) : value;
  }

  private Value<?> array(String key, Value<?> value) {
    boolean dirty = false;
    List<Value<?>> clean = new ArrayList<>();
    for (Object each : (List<?>) value.getValue()) {
      Value<?> element = (Value<?>) each;
      Value<?> cleanElement = of(key, element);
      dirty |= cleanElement != element;
      clean.add(cleanElement);
    }
    return dirty ? Value.of(clean) : value;
  }

  private Value<?> pairs(Value<?> value) {
    boolean dirty = false;
    List<KeyValue> clean = new ArrayList<>();
    for (Object each : (List<?>) value.getValue()) {
      KeyValue pair = (KeyValue) each;
      Value<?> cleanValue = of(pair.getKey(), pair.getValue());
      dirty |= cleanValue != pair.getValue();
      clean.add(KeyValue.of(pair.getKey(), cleanValue));
    }
    return dirty ? Value.of(clean.toArray(new KeyValue[0])) : value;
  }

  private void put(AttributesBuilder builder, AttributeKey<?> key, Object value) {
    Object clean = value(key, value);
    if (clean == value) {
      putUnchanged(builder, key, value);
    } else if (clean instanceof List<?> texts) {
      List<String> strings = new ArrayList<>();
      texts.forEach(text -> strings.add((String) text));
      builder.put(AttributeKey.stringArrayKey(key.getKey()), strings);
    } else if (clean instanceof Value<?> nested) {
      builder.put(AttributeKey.valueKey(key.getKey()), nested);
    } else {
      builder.put(key.getKey(), (String) clean);
    }
  }

  /** A key is only ever stored with a value of its type. */
  @SuppressWarnings("unchecked")
  private static void putUnchanged(AttributesBuilder builder, AttributeKey<?> key, Object value) {
    builder.put((AttributeKey<Object>) key, value);
  }

  private Object texts(String key, List<?> values) {
    boolean dirty = false;
    List<String> clean = new ArrayList<>(values.size());
    for (Object value : values) {
      String text = redactor.redact(key, (String) value);
      dirty |= !text.equals(value);
      clean.add(text);
    }
    return dirty ? clean : values;
  }

  private String text(String key, String text) {
    if (known.contains(key, text)) {
      return text;
    }
    String clean = redactor.redact(key, text);
    if (clean.equals(text)) {
      known.add(key, text);
      return text;
    }
    return clean;
  }

  private record CleanResource(Resource original, Resource clean) {}
}
