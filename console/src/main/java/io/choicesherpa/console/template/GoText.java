package io.choicesherpa.console.template;

import io.choicesherpa.promql.math.FloatText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as Go's fmt package prints them. */
final class GoText {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private GoText() {}

  /** As the verb {@code %v} does. */
  static String of(@Nullable Object value) {
    if (value == null) {
      return "<no value>";
    }
    if (value instanceof Double number) {
      return shortest(number);
    }
    if (value instanceof Instant time) {
      return time(time);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    if (value instanceof TemplateSample sample) {
      return "{" + map(sample.labels()) + " " + shortest(sample.value()) + "}";
    }
    return String.valueOf(value);
  }

  static String typeOf(@Nullable Object value) {
    if (value == null) {
      return "nil";
    }
    return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String map(Map<?, ?> map) {
    StringBuilder out = new StringBuilder("map[");
    map.entrySet().stream()
        .sorted((a, b) -> of(a.getKey()).compareTo(of(b.getKey())))
        .forEach(
            entry ->
                out.append(out.length() > 4 ? " " : "")
                    .append(of(entry.getKey()))
                    .append(':')
                    .append(of(entry.getValue())));
    return out.append(']').toString();
  }

  private static String list(List<?> list) {
    return "[" + String.join(" ", list.stream().map(GoText::of).toList()) + "]";
  }

  private static String time(Instant time) {
    return TIME.format(time) + " +0000 UTC";
  }

  /** The fewest digits that are still this number: {@code %v} and {@code %g}. */
  static String shortest(double value) {
    return FloatText.general(value);
  }

  /** {@code %.Ng}: at most {@code digits} significant digits, no zeros at the end. */
  static String general(double value, int digits) {
    return FloatText.general(value, Math.max(1, digits));
  }

  /** {@code %.Nf}. */
  static String fixed(double value, int decimals) {
    return Double.isFinite(value)
        ? sign(value) + plain(new BigDecimal(Math.abs(value)), decimals)
        : notFinite(value);
  }

  private static String plain(BigDecimal value, int decimals) {
    return value.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String sign(double value) {
    return value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
  }

  /** {@code %.Ne}. */
  static String scientific(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    if (value == 0) {
      return sign(value) + (decimals == 0 ? "0" : "0." + "0".repeat(decimals)) + "e+00";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
    return exponential(rounded, decimals);
  }

  static String notFinite(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  }

  private static String exponential(BigDecimal value, int decimals) {
    int exponent = pointPlace(value) - 1;
    BigDecimal mantissa = value.movePointLeft(exponent).setScale(decimals, RoundingMode.HALF_EVEN);
    return String.format(
        Locale.ROOT,
        "%se%s%02d",
        mantissa.toPlainString(),
        exponent < 0 ? "-" : "+",
        Math.abs(exponent));
  }

  /** How many digits stand before the decimal point; zero or negative for small numbers. */
  private static int pointPlace(BigDecimal value) {
    return value.precision() - value.scale();
  }
}
