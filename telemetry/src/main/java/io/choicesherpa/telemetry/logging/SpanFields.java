package io.choicesherpa.telemetry.logging;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a line says of its span: its name and attributes. What the line before said is kept encoded,
 * each attribute with the value that it is of, and those that are the same in the same place are
 * copied: all of them between two lines of one span, all but the path between two requests. Reused,
 * by one thread at a time.
 */
final class SpanFields {
  private static final byte[] SPAN = JsonBuffer.ascii(",\"span\":{\"name\":");

  /** What is kept also keeps the attributes' values alive, so that it must be small. */
  private static final int KEPT_BYTES = 4096;

  private static final int KEPT_PIECES = 32;

  private final LineParts parts;
  private final JsonBuffer out;
  private final ObjectFields fields;
  private final BiConsumer<AttributeKey<?>, Object> attribute = this::attribute;

  private final Segment kept = new Segment();

  /** The name is the first piece, then each attribute is one; the key of the name is null. */
  private final @Nullable AttributeKey<?>[] keys = new AttributeKey<?>[KEPT_PIECES];

  private final @Nullable Object[] values = new Object[KEPT_PIECES];
  private final int[] ends = new int[KEPT_PIECES];
  private int keptPieces;

  // Of the line being written; offsets but the start's are those of the kept bytes.
  private int start;
  private int piece;
  private int known;
  private int copyFrom;
  private int copyTo;

  /** So much further back the copied pieces lie in this line. */
  private int shift;

  private boolean keepable;

  SpanFields(LineParts parts, JsonBuffer out, ObjectFields fields) {
    this.parts = parts;
    this.out = out;
    this.fields = fields;
  }

  void write(ReadableSpan span) {
    // All at once, since each question takes the span's lock. Of a span that has ended the
    // attributes are no copy, and nothing is sorted.
    SpanData data = span.toSpanData();
    write(data.getName(), data.getAttributes());
  }

  private void write(String name, Attributes attributes) {
    begin();
    if (!isKept(null, name)) {
      out.raw(SPAN).raw(parts.spanNames.get(name));
      take(null, name);
    }
    fields.begin(1);
    attributes.forEach(attribute);
    copy();
    int pieces = piece;
    if (fields.end() && keepable && out.size() - start <= KEPT_BYTES) {
      kept.keep(out, start);
      keptPieces = pieces;
    } else {
      Arrays.fill(values, null);
    }
  }

  private void begin() {
    start = out.size();
    piece = 0;
    known = keptPieces;
    // Own rules run here: should one fail, nothing half-written may be kept.
    keptPieces = 0;
    copyFrom = 0;
    copyTo = 0;
    shift = 0;
    keepable = true;
  }

  private void attribute(AttributeKey<?> key, Object value) {
    if (isKept(key, value)) {
      fields.addCopied();
      return;
    }
    // The span's own name has the plain word.
    fields.add(key.getKey().equals("name") ? "attribute.name" : key.getKey(), value);
    take(key, value);
  }

  /** Whether the next piece is as it was; if not, what was before it is in the line by now. */
  private boolean isKept(@Nullable AttributeKey<?> key, Object value) {
    if (piece < known) {
      int end = ends[piece];
      if (value.equals(values[piece]) && Objects.equals(key, keys[piece])) {
        copyTo = end;
        ends[piece++] = end + shift;
        return true;
      }
      copy();
      copyFrom = end;
      copyTo = end;
    } else {
      copy();
    }
    return false;
  }

  private void copy() {
    kept.writeTo(out, copyFrom, copyTo);
    copyFrom = copyTo;
  }

  /** The next piece has been written anew. */
  private void take(@Nullable AttributeKey<?> key, Object value) {
    // The owner of a list could change it, and it would still equal itself.
    keepable &=
        piece < KEPT_PIECES
            && (value instanceof String || value instanceof Number || value instanceof Boolean);
    if (keepable) {
      int end = out.size() - start;
      shift = end - copyTo;
      if (!Objects.equals(keys[piece], key)) {
        keys[piece] = key;
      }
      values[piece] = value;
      ends[piece++] = end;
    } else {
      known = 0;
    }
  }
}
