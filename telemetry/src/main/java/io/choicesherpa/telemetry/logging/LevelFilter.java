package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Which loggers write from which level on, in the notation of Rust's {@code EnvFilter}: directives
 * parted by commas, each a level for all, {@code logger=level} for a logger and those below it, or
 * {@code logger[span{field=value}]=level} for what such a logger writes inside such a span.
 *
 * <p>Example: {@code info,io.choicesherpa=debug,org.apache=warn,[{user_id=u-1}]=trace}. Levels are
 * {@code trace}, {@code debug}, {@code info}, {@code warn}, {@code error} and {@code off}, in any
 * case; a logger with a dot in its name, or a span, without a level is for {@code trace}. The more
 * exact name wins. Without a level for all it is {@code info}. The {@code audit} logger cannot be
 * filtered. Immutable.
 */
public final class LevelFilter {
  private static final String ALLOWED_LEVELS = "trace, debug, info, warn, error or off";
  private static final String AUDIT = "audit";
  private static final int SHOWN_CHARS = 80;

  private final Level root;
  private final Map<String, Level> levels;
  private final List<SpanDirective> spans;

  private LevelFilter(Level root, Map<String, Level> levels, List<SpanDirective> spans) {
    this.root = root;
    this.levels = Collections.unmodifiableMap(levels);
    this.spans = List.copyOf(spans);
  }

  /**
   * Reads a filter.
   *
   * @throws IllegalArgumentException if any directive is wrong; the message names every mistake,
   *     and what is allowed
   */
  public static LevelFilter parse(String text) {
    Parser parser = new Parser();
    if (text.isBlank()) {
      parser.mistakes.add("empty: expected a level (" + ALLOWED_LEVELS + ")");
    } else {
      for (String directive : directives(text)) {
        parser.directive(directive.strip());
      }
    }
    if (!parser.mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", parser.mistakes));
    }
    return new LevelFilter(
        parser.root == null ? Level.INFO : parser.root, parser.levels, parser.spans);
  }

  /** Parted by commas outside of braces and quotes. */
  private static List<String> directives(String text) {
    List<String> directives = new ArrayList<>();
    boolean braces = false;
    boolean quotes = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quotes = !quotes;
      } else if (!quotes && (c == '{' || c == '}')) {
        braces = c == '{';
      } else if (c == ',' && !quotes && !braces) {
        directives.add(text.substring(start, i));
        start = i + 1;
      }
    }
    directives.add(text.substring(start));
    return directives;
  }

  /** The level of all loggers that no directive names. */
  public Level root() {
    return root;
  }

  /** The levels of named loggers, in the order they were given. Unmodifiable. */
  public Map<String, Level> levels() {
    return levels;
  }

  /** The levels that hold inside certain spans alone, in the order they were given. */
  public List<SpanDirective> spans() {
    return spans;
  }

  /** Sets these levels. Levels of other loggers, set elsewhere, stay. */
  public void applyTo(LoggerContext context) {
    SpanLevels.of(context).configure(spans);
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(root);
    levels.forEach((name, level) -> context.getLogger(name).setLevel(level));
  }

  /** The filter in its own notation. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(lower(root));
    levels.forEach((name, level) -> text.append(',').append(name).append('=').append(lower(level)));
    spans.forEach(directive -> text.append(',').append(directive));
    return text.toString();
  }

  private static String lower(Level level) {
    return level.toString().toLowerCase(Locale.ROOT);
  }

  private static final class Parser {
    final List<String> mistakes = new ArrayList<>();
    final Map<String, Level> levels = new LinkedHashMap<>();
    final List<SpanDirective> spans = new ArrayList<>();
    @Nullable Level root;

    void directive(String directive) {
      if (directive.isEmpty()) {
        mistakes.add("an empty directive between commas");
        return;
      }
      int bracket = SpanSelector.bracket(directive);
      int sign = directive.indexOf('=', bracket < 0 ? 0 : directive.lastIndexOf(']') + 1);
      if (bracket >= 0) {
        inSpans(directive, sign < 0 ? directive : directive.substring(0, sign), sign);
      } else if (sign < 0 && directive.indexOf('.') > 0 && level(directive) == null) {
        named(directive, directive, "trace");
      } else if (sign < 0) {
        all(directive);
      } else {
        named(directive, directive.substring(0, sign).strip(), directive.substring(sign + 1));
      }
    }

    private void all(String directive) {
      Level level = level(directive);
      if (level == null) {
        mistakes.add(
            shown(directive)
                + " is neither a level ("
                + ALLOWED_LEVELS
                + ") nor logger=level such as io.choicesherpa=debug");
      } else if (root != null) {
        mistakes.add(shown(directive) + " is a second level for all loggers");
      } else {
        root = level;
      }
    }

    private void named(String directive, String name, String levelText) {
      Level level = level(levelText.strip());
      if (level == null) {
        mistakes.add(
            shown(levelText.strip())
                + " in "
                + shown(directive)
                + " is no level: expected "
                + ALLOWED_LEVELS);
      }
      if (!isLoggerName(name)) {
        mistakes.add(
            shown(name)
                + " in "
                + shown(directive)
                + " is no logger name: expected names parted by dots such as io.choicesherpa");
      } else if (name.equals(AUDIT) || name.startsWith(AUDIT + ".")) {
        mistakes.add(shown(directive) + " names the audit trail, which is never filtered");
      } else if (level != null && levels.putIfAbsent(name, level) != null) {
        mistakes.add(shown(name) + " is named twice");
      }
    }

    private void inSpans(String directive, String selector, int sign) {
      Level level = sign < 0 ? Level.TRACE : level(directive.substring(sign + 1).strip());
      if (level == null || level == Level.OFF) {
        mistakes.add(
            shown(directive)
                + " has no level that lets more through inside a span: expected trace, debug, info,"
                + " warn or error");
        return;
      }
      try {
        SpanDirective read = SpanSelector.parse(selector.strip(), level);
        String logger = read.logger();
        if (!logger.isEmpty() && !isLoggerName(logger)) {
          mistakes.add(shown(logger) + " in " + shown(directive) + " is no logger name");
        } else if (spans.stream().anyMatch(s -> s.selector().equals(read.selector()))) {
          mistakes.add(shown(read.selector()) + " is named twice");
        } else {
          spans.add(read);
        }
      } catch (IllegalArgumentException e) {
        mistakes.add(shown(directive) + ": " + e.getMessage());
      }
    }

    private static @Nullable Level level(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "trace" -> Level.TRACE;
        case "debug" -> Level.DEBUG;
        case "info" -> Level.INFO;
        case "warn" -> Level.WARN;
        case "error" -> Level.ERROR;
        case "off" -> Level.OFF;
        default -> null;
      };
    }

    private static boolean isLoggerName(String name) {
      if (name.isEmpty() || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
        return false;
      }
      return name.codePoints()
          .allMatch(c -> Character.isLetterOrDigit(c) || "_$.-[]/:".indexOf(c) >= 0);
    }

    /** Quoted, bounded, and without what could break the line that reports it. */
    private static String shown(String text) {
      StringBuilder shown = new StringBuilder("\"");
      text.codePoints()
          .limit(SHOWN_CHARS)
          .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
      return shown.append(text.length() > SHOWN_CHARS ? "…\"" : "\"").toString();
    }
  }
}
