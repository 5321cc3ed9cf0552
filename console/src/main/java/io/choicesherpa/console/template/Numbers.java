package io.choicesherpa.console.template;

/** Numbers in templates: whole ones are {@link Long}, others {@link Double}. */
final class Numbers {

  private Numbers() {}

  static Object parse(Token token) throws TemplateException {
    String text = token.text().replace("_", "");
    try {
      if (text.startsWith("0x") || text.startsWith("0X")) {
        return Long.parseLong(text.substring(2), 16);
      }
      if (text.chars().allMatch(c -> Character.isDigit(c) || c == '-' || c == '+')) {
        return Long.parseLong(text);
      }
      if (text.endsWith("d") || text.endsWith("f") || text.endsWith("D") || text.endsWith("F")) {
        throw new TemplateException(token.line(), "not a number: " + text);
      }
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new TemplateException(token.line(), "not a number: " + text);
    }
  }

  /** A number, or a text that is one, as Prometheus's functions take it. */
  static double toDouble(Object value) throws TemplateException {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text) {
      return fromText(text);
    }
    throw new TemplateException("can't convert " + GoText.typeOf(value) + " to a number");
  }

  private static double fromText(String text) throws TemplateException {
    try {
      return switch (text.toLowerCase(java.util.Locale.ROOT)) {
        case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
        case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
        case "nan" -> Double.NaN;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw new TemplateException("not a number: \"" + text + "\"");
    }
  }
}
