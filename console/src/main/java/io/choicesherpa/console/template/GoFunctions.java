package io.choicesherpa.console.template;

import io.choicesherpa.console.template.Functions.Function;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Functions of the template language itself.
 *
 * @see <a href="https://pkg.go.dev/text/template#hdr-Functions">text/template</a>
 */
final class GoFunctions {

  static final List<Function> ALL =
      List.of(
          new Function("not", 1, 1, in -> !Truth.of(in.any(0))),
          new Function("eq", 2, -1, GoFunctions::equalsAny),
          new Function("ne", 2, 2, in -> !Comparison.equal(in.any(0), in.any(1))),
          new Function("lt", 2, 2, in -> Comparison.compare(in.any(0), in.any(1)) < 0),
          new Function("le", 2, 2, in -> Comparison.compare(in.any(0), in.any(1)) <= 0),
          new Function("gt", 2, 2, in -> Comparison.compare(in.any(1), in.any(0)) < 0),
          new Function("ge", 2, 2, in -> Comparison.compare(in.any(1), in.any(0)) <= 0),
          new Function("len", 1, 1, GoFunctions::length),
          new Function("index", 1, -1, GoFunctions::index),
          new Function("slice", 1, 3, GoFunctions::slice),
          new Function("print", 0, -1, GoFunctions::print),
          new Function("println", 0, -1, GoFunctions::printLine),
          new Function(
              "printf",
              1,
              -1,
              in -> GoFormat.format(in.text(0), in.values().subList(1, in.count()))),
          new Function("html", 1, 1, in -> html(GoText.of(in.any(0)))),
          new Function("urlquery", 1, 1, in -> urlQuery(GoText.of(in.any(0)))));

  private GoFunctions() {}

  private static boolean equalsAny(Arguments in) throws TemplateException {
    for (int i = 1; i < in.count(); i++) {
      if (Comparison.equal(in.any(0), in.any(i))) {
        return true;
      }
    }
    return false;
  }

  private static long length(Arguments in) throws TemplateException {
    Object value = in.present(0);
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    throw in.wrong(0, "a text, list or map");
  }

  private static @Nullable Object index(Arguments in) throws TemplateException {
    Object value = in.any(0);
    for (int i = 1; i < in.count(); i++) {
      value = Arguments.index(value, in.any(i));
    }
    return value;
  }

  private static Object slice(Arguments in) throws TemplateException {
    if (in.present(0) instanceof List<?> list) {
      return list.subList(bound(in, 1, 0, list.size()), bound(in, 2, list.size(), list.size()));
    }
    String text = in.text(0);
    return text.substring(
        bound(in, 1, 0, text.length()), bound(in, 2, text.length(), text.length()));
  }

  private static int bound(Arguments in, int argument, int otherwise, int size)
      throws TemplateException {
    if (argument >= in.count()) {
      return otherwise;
    }
    if (in.any(argument) instanceof Long at && at >= 0 && at <= size) {
      return at.intValue();
    }
    throw in.wrong(argument, "a whole number from 0 to " + size);
  }

  /** Blanks stand between neighbours that are not texts. */
  private static String print(Arguments in) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < in.count(); i++) {
      if (i > 0 && !(in.any(i) instanceof String) && !(in.any(i - 1) instanceof String)) {
        out.append(' ');
      }
      out.append(GoText.of(in.any(i)));
    }
    return out.toString();
  }

  private static String printLine(Arguments in) {
    return String.join(" ", in.values().stream().map(GoText::of).toList()) + "\n";
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&#34;")
        .replace("'", "&#39;");
  }

  static String urlQuery(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A");
  }
}
