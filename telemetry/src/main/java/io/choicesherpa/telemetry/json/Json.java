package io.choicesherpa.telemetry.json;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text (RFC 8259), strictly: a name that comes twice is refused, because readers
 * differ in which one they take. It is here because the library has no JSON parser to lean on.
 */
public final class Json {
  private static final int MAX_DEPTH = 32;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /**
   * A number as it was written.
   *
   * @param text such as {@code 1.50e3}
   */
  public record Numeral(String text) {
    /** Whether it is a whole number from 1 on that fits a long. */
    public boolean isCount() {
      return text.matches("[1-9][0-9]{0,17}");
    }
  }

  /** The text as a JSON string, quotes included. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /**
   * An object's members, in their order: text as {@link String}, numbers as {@link Numeral},
   * objects as {@link Map}, arrays as {@link List}, booleans, and null.
   *
   * @throws IllegalArgumentException if the text is not exactly one JSON object
   */
  public static Map<String, @Nullable Object> object(String text) {
    Json json = new Json(text);
    json.blank();
    Map<String, @Nullable Object> object = json.object(0);
    json.blank();
    json.check(json.at == text.length(), "text after the object");
    return object;
  }

  /**
   * Any JSON value, in the same types as an object's members.
   *
   * @throws IllegalArgumentException if the text is not exactly one JSON value
   */
  public static @Nullable Object value(String text) {
    Json json = new Json(text);
    json.blank();
    Object value = json.value(0);
    json.blank();
    json.check(json.at == text.length(), "text after the value");
    return value;
  }

  /** A value as this class reads it, as JSON text. */
  public static String write(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  private static void write(@Nullable Object value, StringBuilder text) {
    if (value instanceof Map<?, ?> object) {
      String separator = "{";
      for (Map.Entry<?, ?> member : object.entrySet()) {
        text.append(separator).append(quote(String.valueOf(member.getKey()))).append(':');
        write(member.getValue(), text);
        separator = ",";
      }
      text.append(object.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> array) {
      String separator = "[";
      for (Object element : array) {
        text.append(separator);
        write(element, text);
        separator = ",";
      }
      text.append(array.isEmpty() ? "[]" : "]");
    } else if (value instanceof String string) {
      text.append(quote(string));
    } else if (value instanceof Numeral number) {
      text.append(number.text());
    } else {
      text.append(value);
    }
  }

  private @Nullable Object value(int depth) {
    check(depth < MAX_DEPTH, "nested too deeply");
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    expect('{');
    blank();
    if (peek() == '}') {
      at++;
      return members;
    }
    while (true) {
      blank();
      String name = string();
      check(!members.containsKey(name), "a name that comes twice");
      blank();
      expect(':');
      blank();
      members.put(name, value(depth + 1));
      blank();
      if (peek() == '}') {
        at++;
        return members;
      }
      expect(',');
    }
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    expect('[');
    blank();
    if (peek() == ']') {
      at++;
      return elements;
    }
    while (true) {
      blank();
      elements.add(value(depth + 1));
      blank();
      if (peek() == ']') {
        at++;
        return elements;
      }
      expect(',');
    }
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      check(c >= ' ', "a control character in a string");
      string.append(c == '\\' ? escape() : c);
    }
    at++;
    return string.toString();
  }

  private char escape() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw mistake("an unknown escape");
    };
  }

  private char unicode() {
    check(at + 4 <= text.length(), "an escape cut short");
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(text.charAt(at++), 16);
      check(digit >= 0, "an escape that is not hexadecimal");
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private Numeral number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String number = text.substring(start, at);
    check(number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?"), "no JSON value");
    return new Numeral(number);
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    check(text.startsWith(word, at), "no JSON value");
    at += word.length();
    return value;
  }

  private void blank() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char c) {
    check(peek() == c, "something other than " + c);
    at++;
  }

  private char peek() {
    check(at < text.length(), "the end of the text");
    return text.charAt(at);
  }

  private void check(boolean holds, String found) {
    if (!holds) {
      throw mistake(found);
    }
  }

  private IllegalArgumentException mistake(String found) {
    return new IllegalArgumentException("not JSON: " + found + " at character " + (at + 1));
  }
}
