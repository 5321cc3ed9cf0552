package io.choicesherpa.telemetry.otlp;

import io.choicesherpa.telemetry.redaction.CleanAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes attributes and values with nothing left in them to hide. Most attributes of a service come
 * again and again, such as a statement's text or a server's address: if they are clean, their bytes
 * are remembered. For one thread.
 *
 * <p>Source: OTLP, {@code common.proto}.
 */
final class AttributeWriter implements BiConsumer<AttributeKey<?>, Object> {

  private static final int KEY = 1;
  private static final int VALUE = 2;

  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;
  private static final int ARRAY = 5;
  private static final int PAIRS = 6;
  private static final int BYTES = 7;

  /** Of ArrayValue and of KeyValueList. */
  private static final int VALUES = 1;

  private final ProtoWriter out;
  private final CleanAttributes cleaner;
  private final AttributeMemory memory = new AttributeMemory();
  private int field;

  AttributeWriter(ProtoWriter out, CleanAttributes cleaner) {
    this.out = out;
    this.cleaner = cleaner;
  }

  /** The text to write in place of this one, such as a span's name. */
  String clean(String text) {
    return cleaner.text(text);
  }

  /** Writes each attribute as a KeyValue in a field of this number. */
  void write(int fieldNumber, Attributes attributes) {
    field = fieldNumber;
    attributes.forEach(this);
  }

  @Override
  public void accept(AttributeKey<?> key, Object value) {
    byte[] known = memory.find(key, value);
    if (known != null) {
      out.message(field, known);
      return;
    }
    Object clean = cleaner.value(key, value);
    int mark = out.begin(field);
    out.text(KEY, key.getKey());
    int valueMark = out.begin(VALUE);
    content(clean);
    out.end(valueMark);
    if (isSame(clean, value) && memory.wants(key, value)) {
      memory.keep(key, value, out.copyFrom(mark));
    }
    out.end(mark);
  }

  /** Clean values come back as the same instance; the others are not for keeping. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object clean, Object value) {
    return clean == value;
  }

  /** Writes an AnyValue in a field of this number. */
  void write(int fieldNumber, Value<?> value) {
    clean(fieldNumber, cleaner.of(value));
  }

  private void clean(int fieldNumber, Value<?> value) {
    int mark = out.begin(fieldNumber);
    content(value);
    out.end(mark);
  }

  /** An attribute's value, or what is nested in one. */
  private void content(Object value) {
    if (value instanceof String text) {
      out.text(STRING, text);
    } else if (value instanceof Long number) {
      out.integer(INT, number);
    } else if (value instanceof Boolean bool) {
      out.integer(BOOL, bool ? 1 : 0);
    } else if (value instanceof Double number) {
      out.number(DOUBLE, number);
    } else if (value instanceof List<?> values) {
      array(values);
    } else if (value instanceof Value<?> any) {
      any(any);
    } else {
      throw new IllegalArgumentException("no type of an attribute: " + value.getClass());
    }
  }

  private void any(Value<?> value) {
    switch (value.getType()) {
      case STRING, LONG, BOOLEAN, DOUBLE, ARRAY -> content(value.getValue());
      case KEY_VALUE_LIST -> pairs((List<?>) value.getValue());
      case BYTES -> {
        ByteBuffer buffer = ((ByteBuffer) value.getValue()).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        out.bytes(BYTES, bytes);
      }
      case EMPTY -> {
        // An AnyValue without a value says just that.
      }
    }
  }

  private void array(List<?> values) {
    int mark = out.begin(ARRAY);
    for (Object value : values) {
      int element = out.begin(VALUES);
      content(value);
      out.end(element);
    }
    out.end(mark);
  }

  private void pairs(List<?> pairs) {
    int mark = out.begin(PAIRS);
    for (Object each : pairs) {
      KeyValue pair = (KeyValue) each;
      int element = out.begin(VALUES);
      out.text(KEY, pair.getKey());
      clean(VALUE, pair.getValue());
      out.end(element);
    }
    out.end(mark);
  }
}
