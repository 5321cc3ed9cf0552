package io.choicesherpa.telemetry.logging;

import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object within a line, bounded in number and bytes: what comes after is
 * counted. Reused, by one thread at a time, for one object after the other.
 */
final class ObjectFields {
  private static final byte[] OMITTED = JsonBuffer.ascii(",\"omitted_fields\":");

  private final LineParts parts;
  private final ValueWriter values;
  private final JsonBuffer out;
  private int start;
  private int written;
  private int omitted;

  ObjectFields(LineParts parts, KnownTexts texts, JsonBuffer out) {
    this.parts = parts;
    this.values = new ValueWriter(parts.redactor, texts);
    this.out = out;
  }

  /** The object has begun, and has so many fields already. */
  void begin(int alreadyWritten) {
    start = out.size();
    written = alreadyWritten;
    omitted = 0;
  }

  void add(String key, @Nullable Object value) {
    if (written >= Bounds.FIELDS || out.size() - start > Bounds.OBJECT_BYTES) {
      omitted++;
      return;
    }
    if (written++ > 0) {
      out.raw(',');
    }
    out.raw(parts.keys.get(key));
    values.write(out, key, value, start + Bounds.OBJECT_BYTES);
  }

  /** As {@link #add}, where the line is one of the audit trail. */
  void addAudit(String key, @Nullable Object value) {
    if (!AuditFields.isName(key)) {
      add(key, value);
      return;
    }
    if (written++ > 0) {
      out.raw(',');
    }
    out.string(key, Bounds.KEY_CHARS).raw(':');
    if (!AuditFields.isSeal(key, value)) {
      values.write(out, key, value, start + Bounds.OBJECT_BYTES);
    } else if (value instanceof Long number) {
      out.number(number);
    } else {
      out.string(String.valueOf(value), Bounds.NAME_CHARS);
    }
  }

  /** A field has been written, or will be, by a copy of what was written before. */
  void addCopied() {
    written++;
  }

  boolean isEmpty() {
    return written == 0;
  }

  /** Whether every field found room. */
  boolean end() {
    if (omitted > 0) {
      out.raw(OMITTED).number(omitted);
    }
    out.raw('}');
    return omitted == 0;
  }
}
