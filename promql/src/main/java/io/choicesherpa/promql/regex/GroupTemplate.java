package io.choicesherpa.promql.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * A replacement in the form of Go's {@code Regexp.Expand}: {@code $1}, <code>${1}</code>, {@code
 * $name} and <code>${name}</code> stand for groups, {@code $$} for a dollar sign. A name is as long
 * as it can be, so that {@code $1x} is the group {@code 1x}. A group that does not exist or took no
 * part stands for nothing; a dollar sign that begins no name stands for itself. Immutable and
 * thread-safe.
 *
 * @see <a href="https://pkg.go.dev/regexp#Regexp.Expand">Regexp.Expand</a>
 */
public final class GroupTemplate {

  /** More digits than any expression has groups. */
  private static final int MAX_DIGITS = 8;

  private record Part(boolean isGroup, String text) {}

  private final List<Part> parts = new ArrayList<>();

  private GroupTemplate() {}

  /** Reads {@code text}, which cannot be wrong. */
  public static GroupTemplate parse(String text) {
    GroupTemplate template = new GroupTemplate();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int dollar = text.indexOf('$', at);
      if (dollar < 0) {
        break;
      }
      literal.append(text, at, dollar);
      boolean braces = text.startsWith("{", dollar + 1);
      int start = braces ? dollar + 2 : dollar + 1;
      int end = endOfName(text, start);
      if (text.startsWith("$", dollar + 1)) {
        literal.append('$');
        at = dollar + 2;
      } else if (end == start || (braces && !text.startsWith("}", end))) {
        literal.append('$');
        at = dollar + 1;
      } else {
        template.parts.add(new Part(false, literal.toString()));
        literal.setLength(0);
        template.parts.add(new Part(true, text.substring(start, end)));
        at = braces ? end + 1 : end;
      }
    }
    template.parts.add(new Part(false, literal.append(text, at, text.length()).toString()));
    return template;
  }

  private static int endOfName(String text, int from) {
    int end = from;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (c != '_' && !Character.isLetter(c) && !Character.isDigit(c)) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  /** The text for what {@code matcher} has just matched. */
  public String expand(Matcher matcher) {
    StringBuilder out = new StringBuilder();
    appendTo(out, matcher);
    return out.toString();
  }

  /**
   * {@code text} with this in place of every match, as Go's {@code Regexp.ReplaceAllString} does.
   */
  public String replaceAll(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      out.append(text, from, matcher.start());
      // Where a match ends, Go takes no empty one.
      if (matcher.end() > from || matcher.start() == 0) {
        appendTo(out, matcher);
      }
      from = matcher.end();
    }
    return out.append(text, from, text.length()).toString();
  }

  private void appendTo(StringBuilder out, Matcher matcher) {
    for (Part part : parts) {
      out.append(part.isGroup ? group(matcher, part.text) : part.text);
    }
  }

  private static String group(Matcher matcher, String name) {
    Integer index =
        isNumber(name) ? Integer.valueOf(name) : matcher.pattern().namedGroups().get(name);
    if (index == null || index > matcher.groupCount()) {
      return "";
    }
    String group = matcher.group(index);
    return group == null ? "" : group;
  }

  /** A leading zero makes a name of it. */
  private static boolean isNumber(String name) {
    return name.length() <= MAX_DIGITS
        && name.chars().allMatch(c -> c >= '0' && c <= '9')
        && (name.length() == 1 || name.charAt(0) != '0');
  }
}
