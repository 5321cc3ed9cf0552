package io.choicesherpa.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.console.store.AttributeText;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.util.List;

/** OTLP attributes as {@code {"key":…,"type":…,"value":…}}, the form that Jaeger made known. */
public final class OtlpValues {

  /** Past this, a JavaScript number is no longer exact. */
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private OtlpValues() {}

  /** Writes an array of all {@code attributes}. */
  public static void writeAll(JsonGenerator out, List<KeyValue> attributes) throws IOException {
    out.writeStartArray();
    for (KeyValue attribute : attributes) {
      write(out, attribute.getKey(), attribute.getValue());
    }
    out.writeEndArray();
  }

  /** Writes one attribute; what has no type of its own becomes text. */
  public static void write(JsonGenerator out, String key, AnyValue value) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", key);
    switch (value.getValueCase()) {
      case BOOL_VALUE -> {
        out.writeStringField("type", "bool");
        out.writeBooleanField("value", value.getBoolValue());
      }
      case INT_VALUE -> {
        out.writeStringField("type", "int64");
        out.writeFieldName("value");
        writeLong(out, value.getIntValue());
      }
      case DOUBLE_VALUE -> {
        out.writeStringField("type", "float64");
        out.writeFieldName("value");
        writeDouble(out, value.getDoubleValue());
      }
      case BYTES_VALUE -> {
        out.writeStringField("type", "binary");
        out.writeBinaryField("value", value.getBytesValue().toByteArray());
      }
      default -> {
        out.writeStringField("type", "string");
        out.writeStringField("value", AttributeText.of(value));
      }
    }
    out.writeEndObject();
  }

  /** Writes one text attribute. */
  public static void write(JsonGenerator out, String key, String value) throws IOException {
    write(out, key, AnyValue.newBuilder().setStringValue(value).build());
  }

  /** A number, or text when JavaScript would round it. */
  public static void writeLong(JsonGenerator out, long value) throws IOException {
    if (value > MAX_SAFE_INTEGER || value < -MAX_SAFE_INTEGER) {
      out.writeString(Long.toString(value));
    } else {
      out.writeNumber(value);
    }
  }

  /** A number, or text for what JSON has no number for. */
  public static void writeDouble(JsonGenerator out, double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeString(Double.toString(value));
    }
  }
}
