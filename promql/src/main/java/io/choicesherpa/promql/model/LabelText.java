package io.choicesherpa.promql.model;

/** Labels as PromQL writes them. */
final class LabelText {

  private LabelText() {}

  static String of(Labels labels) {
    StringBuilder out = new StringBuilder();
    String metric = labels.metricName();
    boolean nameOutside = isMetricName(metric);
    if (nameOutside) {
      out.append(metric);
    }
    if (labels.size() == (nameOutside ? 1 : 0) && nameOutside) {
      return out.toString();
    }
    out.append('{');
    String separator = "";
    for (int i = 0; i < labels.size(); i++) {
      if (nameOutside && labels.name(i).equals(Labels.METRIC_NAME)) {
        continue;
      }
      out.append(separator);
      appendName(labels.name(i), out);
      out.append('=');
      appendQuoted(labels.value(i), out);
      separator = ", ";
    }
    return out.append('}').toString();
  }

  private static void appendName(String name, StringBuilder out) {
    if (isLabelName(name)) {
      out.append(name);
    } else {
      appendQuoted(name, out);
    }
  }

  private static void appendQuoted(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean isMetricName(String text) {
    return isWord(text, true);
  }

  private static boolean isLabelName(String text) {
    return isWord(text, false);
  }

  private static boolean isWord(String text, boolean colons) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = c >= '0' && c <= '9' && i > 0;
      if (!letter && !digit && !(colons && c == ':')) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
