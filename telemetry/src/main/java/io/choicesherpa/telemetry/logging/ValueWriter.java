package io.choicesherpa.telemetry.logging;

import io.choicesherpa.telemetry.redaction.Redactor;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Writes any object as a JSON value: numbers, booleans and null as such, collections, maps and
 * arrays nested to a bounded depth and size, everything else by its {@code toString()}. What must
 * be hidden is hidden here. An object that fails to describe itself becomes a text that says so.
 */
final class ValueWriter {
  private final Redactor redactor;
  private final @Nullable KnownTexts texts;

  ValueWriter(Redactor redactor) {
    this(redactor, null);
  }

  /**
   * @param texts remembers how texts are written; null for no memory
   */
  ValueWriter(Redactor redactor, @Nullable KnownTexts texts) {
    this.redactor = redactor;
    this.texts = texts;
  }

  /**
   * @param full the size of {@code out} from which on elements are no more written, but counted
   */
  void write(JsonBuffer out, String key, @Nullable Object value, int full) {
    int mark = out.size();
    try {
      write(out, key, value, 0, full);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError failure) {
      // Application code, called to describe a value: whatever it throws must not end the log call.
      out.reset(mark);
      out.string(describe(value, failure), Bounds.NAME_CHARS);
    }
  }

  static String describe(@Nullable Object value, Throwable failure) {
    String type = value == null ? "null" : value.getClass().getName();
    return "[" + type + " failed to describe itself: " + failure.getClass().getName() + "]";
  }

  private void write(JsonBuffer out, String key, @Nullable Object value, int depth, int full) {
    if (value == null) {
      out.nothing();
    } else if (redactor.hides(key, value)) {
      out.string(redactor.replacement(key, value), Bounds.VALUE_CHARS);
    } else if (value instanceof String text) {
      text(out, text);
    } else if (value instanceof Number number) {
      number(out, number);
    } else if (value instanceof Boolean bool) {
      out.bool(bool);
    } else {
      other(out, key, value, depth, full);
    }
  }

  private void text(JsonBuffer out, String text) {
    if (texts == null) {
      out.string(redactor.redactText(text), Bounds.VALUE_CHARS);
    } else {
      texts.write(out, text, Bounds.VALUE_CHARS);
    }
  }

  private void number(JsonBuffer out, Number number) {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte
        || number instanceof AtomicInteger
        || number instanceof AtomicLong
        || number instanceof LongAdder) {
      out.number(number.longValue());
    } else if (number instanceof Double) {
      out.number(number.doubleValue());
    } else if (number instanceof Float) {
      single(out, number.floatValue());
    } else if (number.getClass() == BigInteger.class) {
      BigInteger integer = (BigInteger) number;
      if (integer.bitLength() <= Bounds.NUMBER_BITS) {
        out.rawAscii(integer.toString());
      } else {
        out.string("[integer of " + integer.bitLength() + " bits]", Bounds.NAME_CHARS);
      }
    } else if (number.getClass() == BigDecimal.class) {
      decimal(out, (BigDecimal) number);
    } else {
      text(out, number.toString());
    }
  }

  private static void single(JsonBuffer out, float value) {
    if (Float.isFinite(value)) {
      out.rawAscii(Float.toString(value));
    } else {
      out.number((double) value);
    }
  }

  private static void decimal(JsonBuffer out, BigDecimal decimal) {
    if (decimal.unscaledValue().bitLength() > Bounds.NUMBER_BITS) {
      out.string("[decimal of " + decimal.precision() + " digits]", Bounds.NAME_CHARS);
    } else if (Double.isInfinite(decimal.doubleValue())) {
      out.string(decimal.toString(), Bounds.VALUE_CHARS);
    } else {
      out.rawAscii(decimal.toString());
    }
  }

  private void other(JsonBuffer out, String key, Object value, int depth, int full) {
    if (value instanceof Enum<?> constant) {
      text(out, constant.name());
    } else if (value instanceof AtomicBoolean bool) {
      out.bool(bool.get());
    } else if (value instanceof Optional<?> optional) {
      write(out, key, optional.orElse(null), depth, full);
    } else if (value instanceof Map<?, ?> map) {
      nested(out, map, depth, full);
    } else if (value instanceof Collection<?> collection) {
      nested(out, key, collection, depth, full);
    } else if (value.getClass().isArray()) {
      array(out, key, value, depth, full);
    } else {
      text(out, String.valueOf(value.toString()));
    }
  }

  private void nested(JsonBuffer out, Map<?, ?> map, int depth, int full) {
    if (depth >= Bounds.NESTED_DEPTH || out.size() > full) {
      omitted(out, map.size(), "entries");
      return;
    }
    out.raw('{');
    Set<String> written = new HashSet<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = Bounds.bounded(String.valueOf(entry.getKey()), Bounds.KEY_CHARS);
      if (isEnough(out, written.size(), full)) {
        out.raw(',').string("…", 1).raw(':');
        omitted(out, map.size() - written.size(), "entries");
        break;
      }
      if (written.add(name)) {
        if (written.size() > 1) {
          out.raw(',');
        }
        out.string(redactor.redactText(name), Bounds.KEY_CHARS + Bounds.NAME_CHARS).raw(':');
        write(out, name, entry.getValue(), depth + 1, full);
      }
    }
    out.raw('}');
  }

  private void nested(JsonBuffer out, String key, Collection<?> collection, int depth, int full) {
    if (depth >= Bounds.NESTED_DEPTH || out.size() > full) {
      omitted(out, collection.size(), "elements");
      return;
    }
    out.raw('[');
    int count = 0;
    for (Object element : collection) {
      if (count > 0) {
        out.raw(',');
      }
      if (isEnough(out, count, full)) {
        omitted(out, collection.size() - count, "elements");
        break;
      }
      write(out, key, element, depth + 1, full);
      count++;
    }
    out.raw(']');
  }

  private void array(JsonBuffer out, String key, Object array, int depth, int full) {
    int length = Array.getLength(array);
    if (array instanceof byte[]
        || array instanceof char[]
        || depth >= Bounds.NESTED_DEPTH
        || out.size() > full) {
      // Bytes and characters are content, and no log shows content that nobody asked it to.
      omitted(out, length, array.getClass().getComponentType().getName() + " elements");
      return;
    }
    out.raw('[');
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        out.raw(',');
      }
      if (isEnough(out, i, full)) {
        omitted(out, length - i, "elements");
        break;
      }
      write(out, key, Array.get(array, i), depth + 1, full);
    }
    out.raw(']');
  }

  private static boolean isEnough(JsonBuffer out, int written, int full) {
    return written == Bounds.NESTED_ELEMENTS || (written > 0 && out.size() > full);
  }

  private static void omitted(JsonBuffer out, int count, String what) {
    out.string("[" + count + " " + what + "]", Bounds.NAME_CHARS);
  }
}
