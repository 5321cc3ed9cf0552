package io.choicesherpa.console.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Map;

/** Replacement by Go's rules: {@code $1}, <code>${1}</code>, {@code $name}, {@code $$}. */
final class GoExpand {

  private GoExpand() {}

  static String replaceAll(Pattern pattern, String text, String replacement) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      out.append(text, from, matcher.start());
      expand(matcher, pattern.namedGroups(), replacement, out);
      from = matcher.end();
    }
    return out.append(text, from, text.length()).toString();
  }

  private static void expand(
      Matcher matcher, Map<String, Integer> names, String replacement, StringBuilder out) {
    int at = 0;
    while (at < replacement.length()) {
      int dollar = replacement.indexOf('$', at);
      if (dollar < 0 || dollar == replacement.length() - 1) {
        break;
      }
      out.append(replacement, at, dollar);
      int nameAt = dollar + 1;
      boolean braces = replacement.charAt(nameAt) == '{';
      int end = endOfName(replacement, braces ? nameAt + 1 : nameAt);
      String name = replacement.substring(braces ? nameAt + 1 : nameAt, end);
      boolean closed = !braces || (end < replacement.length() && replacement.charAt(end) == '}');
      if (replacement.charAt(nameAt) == '$') {
        out.append('$');
        at = nameAt + 1;
      } else if (name.isEmpty() || !closed) {
        out.append('$');
        at = nameAt;
      } else {
        out.append(group(matcher, names, name));
        at = braces ? end + 1 : end;
      }
    }
    out.append(replacement, at, replacement.length());
  }

  private static int endOfName(String text, int from) {
    int end = from;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  /** What a group that took no part, or does not exist, stands for is nothing. */
  private static String group(Matcher matcher, Map<String, Integer> names, String name) {
    boolean number = name.length() <= 4 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    Integer index = number ? Integer.valueOf(name) : names.get(name);
    if (index == null || index > matcher.groupCount()) {
      return "";
    }
    String group = matcher.group(index);
    return group == null ? "" : group;
  }
}
