package io.choicesherpa.console.template;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Go's {@code printf}: flags, width, precision and the verbs v s q d f F e g t x X c %. */
final class GoFormat {

  private static final int MAX_WIDTH = 1000;

  private final String format;
  private final List<? extends @Nullable Object> values;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int value;

  private GoFormat(String format, List<? extends @Nullable Object> values) {
    this.format = format;
    this.values = values;
  }

  static String format(String format, List<? extends @Nullable Object> values)
      throws TemplateException {
    GoFormat run = new GoFormat(format, values);
    run.run();
    return run.out.toString();
  }

  private void run() throws TemplateException {
    while (at < format.length()) {
      char c = format.charAt(at++);
      if (c == '%') {
        directive();
      } else {
        out.append(c);
      }
    }
    if (value < values.size()) {
      out.append("%!(EXTRA ");
      for (int i = value; i < values.size(); i++) {
        out.append(i > value ? ", " : "")
            .append(GoText.typeOf(values.get(i)))
            .append('=')
            .append(GoText.of(values.get(i)));
      }
      out.append(')');
    }
  }

  private void directive() throws TemplateException {
    int flagsFrom = at;
    while (at < format.length() && "+-# 0".indexOf(format.charAt(at)) >= 0) {
      at++;
    }
    String flags = format.substring(flagsFrom, at);
    int width = number();
    int precision = -1;
    if (at < format.length() && format.charAt(at) == '.') {
      at++;
      precision = Math.max(0, number());
    }
    if (at >= format.length()) {
      out.append("%!(NOVERB)");
      return;
    }
    char verb = format.charAt(at++);
    if (verb == '%') {
      out.append('%');
    } else if (value >= values.size()) {
      out.append("%!").append(verb).append("(MISSING)");
    } else {
      pad(signed(converted(verb, precision, values.get(value++)), verb, flags), flags, width);
    }
  }

  private int number() throws TemplateException {
    int number = -1;
    while (at < format.length() && Character.isDigit(format.charAt(at))) {
      number = Math.max(0, number) * 10 + (format.charAt(at++) - '0');
      if (number > MAX_WIDTH) {
        throw new TemplateException("a width of more than " + MAX_WIDTH + " in \"" + format + '"');
      }
    }
    return number;
  }

  private static String signed(String text, char verb, String flags) {
    boolean number = "dfFeEgG".indexOf(verb) >= 0;
    boolean negative = text.startsWith("-") || text.startsWith("+") || text.startsWith("%");
    return number && flags.contains("+") && !negative ? "+" + text : text;
  }

  private void pad(String text, String flags, int width) {
    int missing = width - text.length();
    if (missing <= 0) {
      out.append(text);
    } else if (flags.contains("-")) {
      out.append(text).append(" ".repeat(missing));
    } else if (flags.contains("0")) {
      int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
      out.append(text, 0, sign).append("0".repeat(missing)).append(text, sign, text.length());
    } else {
      out.append(" ".repeat(missing)).append(text);
    }
  }

  private static String converted(char verb, int precision, @Nullable Object value) {
    if (value instanceof Double number) {
      return decimal(verb, precision, number);
    }
    if (value instanceof Long number) {
      return whole(verb, number);
    }
    return switch (verb) {
      case 'v' -> GoText.of(value);
      case 's' -> cut(GoText.of(value), precision);
      case 'q' -> value instanceof String text ? quoted(text) : wrong(verb, value);
      case 't' -> value instanceof Boolean ? String.valueOf(value) : wrong(verb, value);
      case 'x', 'X' -> value instanceof String text ? hex(verb, text) : wrong(verb, value);
      default -> wrong(verb, value);
    };
  }

  private static String decimal(char verb, int precision, double value) {
    return switch (verb) {
      case 'v', 'g' -> precision < 0 ? GoText.shortest(value) : GoText.general(value, precision);
      case 'G' ->
          (precision < 0 ? GoText.shortest(value) : GoText.general(value, precision))
              .toUpperCase(Locale.ROOT);
      case 'f', 'F' -> GoText.fixed(value, precision < 0 ? 6 : precision);
      case 'e' -> GoText.scientific(value, precision < 0 ? 6 : precision);
      case 'E' -> GoText.scientific(value, precision < 0 ? 6 : precision).toUpperCase(Locale.ROOT);
      default -> "%!" + verb + "(float64=" + GoText.shortest(value) + ")";
    };
  }

  private static String whole(char verb, long value) {
    return switch (verb) {
      case 'v', 'd' -> Long.toString(value);
      case 'x' -> Long.toHexString(value);
      case 'X' -> Long.toHexString(value).toUpperCase(Locale.ROOT);
      case 'o' -> Long.toOctalString(value);
      case 'b' -> Long.toBinaryString(value);
      case 'c' -> Character.toString((int) value);
      default -> "%!" + verb + "(int=" + value + ")";
    };
  }

  private static String wrong(char verb, @Nullable Object value) {
    return "%!" + verb + "(" + GoText.typeOf(value) + "=" + GoText.of(value) + ")";
  }

  private static String cut(String text, int precision) {
    if (precision < 0 || text.codePointCount(0, text.length()) <= precision) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, precision));
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + '"';
  }

  private static String hex(char verb, String text) {
    HexFormat format = verb == 'x' ? HexFormat.of() : HexFormat.of().withUpperCase();
    return format.formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
