package io.choicesherpa.console.logql;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads selectors and pipelines. */
final class StageParser {

  private static final int MAX_FILTER_DEPTH = 32;
  private static final int MAX_STAGES = 64;

  private static final Set<String> STAGES =
      Set.of(
          "json",
          "logfmt",
          "regexp",
          "pattern",
          "line_format",
          "label_format",
          "drop",
          "keep",
          "decolorize",
          "unpack",
          "distinct");
  private static final int MAX_CONDITIONS = 200;

  private final Tokens tokens;
  private int conditions;
  private MetricQuery.@Nullable Unwrap unwrap;

  StageParser(Tokens tokens) {
    this.tokens = tokens;
  }

  List<Matcher> selector() {
    Token open = tokens.take("{");
    List<Matcher> matchers = new ArrayList<>();
    while (!tokens.takeIf("}")) {
      if (!matchers.isEmpty()) {
        tokens.take(",");
        if (tokens.takeIf("}")) {
          break;
        }
      }
      String name = tokens.name("a label's name");
      Token op = tokens.next();
      matchers.add(matcher(name, op, tokens.string("a string")));
    }
    if (matchers.size() > MAX_STAGES) {
      throw open.error("more than " + MAX_STAGES + " conditions");
    }
    return matchers;
  }

  private static Matcher matcher(String name, Token op, String value) {
    Matcher.Op known = Matcher.Op.of(op.text().equals("==") ? "=" : op.text());
    if (known == null || op.kind() != Token.Kind.SYMBOL) {
      throw op.error("unexpected " + op.described() + ", expected one of = != =~ !~");
    }
    try {
      return Matcher.of(name, known, value);
    } catch (IllegalArgumentException e) {
      throw op.error(String.valueOf(e.getMessage()));
    }
  }

  /** The unwrap that the pipeline ended in; null when there was none. */
  MetricQuery.@Nullable Unwrap unwrap() {
    return unwrap;
  }

  /** Stages until something else comes. */
  List<Stage> pipeline() {
    List<Stage> stages = new ArrayList<>();
    while (true) {
      Token token = tokens.peek();
      Stage stage;
      if (token.is("|=") || token.is("!=") || token.is("|~") || token.is("!~")) {
        stage = lineFilter(tokens.next());
      } else if (token.is("|>") || token.is("!>")) {
        throw token.error("pattern match filters (" + token.text() + ") are not supported");
      } else if (token.is("|")) {
        tokens.next();
        if (tokens.peek().is("unwrap") && !isComparison(tokens.peekSecond())) {
          unwrap(tokens.next());
          continue;
        }
        stage = stage();
      } else {
        return stages;
      }
      stages.add(stage);
      if (stages.size() > MAX_STAGES) {
        throw token.error("more than " + MAX_STAGES + " stages");
      }
    }
  }

  private Stage lineFilter(Token op) {
    boolean regex = op.text().endsWith("~");
    List<String> texts = new ArrayList<>();
    List<Pattern> patterns = new ArrayList<>();
    do {
      if (tokens.peek().is("ip")) {
        throw tokens.peek().error("ip() filters are not supported");
      }
      Token value = tokens.take(Token.Kind.STRING, "a string");
      if (regex) {
        patterns.add(pattern(value, value.text()));
      } else {
        texts.add(value.text());
      }
    } while (tokens.takeIf("or"));
    return new LineFilter(op.text().startsWith("!"), texts, patterns);
  }

  private static Pattern pattern(Token at, String regex) {
    try {
      return BoundedPattern.compile(regex);
    } catch (IllegalArgumentException e) {
      throw at.error(String.valueOf(e.getMessage()));
    }
  }

  private Stage stage() {
    Token word = tokens.peek();
    boolean isStage =
        word.kind() == Token.Kind.NAME
            && STAGES.contains(word.text())
            && !isComparison(tokens.peekSecond());
    if (!isStage) {
      return filter(0);
    }
    tokens.next();
    return switch (word.text()) {
      case "json" -> new JsonStage(jsonPaths());
      case "logfmt" -> new LogfmtStage();
      case "regexp" -> regexp();
      case "pattern" -> linePattern();
      case "line_format" ->
          new FormatStage.Line(template(tokens.take(Token.Kind.STRING, "a template")));
      case "label_format" -> labelFormat();
      case "drop", "keep" -> drop(word.text().equals("keep"));
      case "decolorize" -> new FormatStage.Decolorize();
      default -> throw word.error("the stage " + word.text() + " is not supported");
    };
  }

  private static boolean isComparison(Token token) {
    return token.kind() == Token.Kind.SYMBOL
        && (Matcher.Op.of(token.text()) != null || Comparison.OPS.contains(token.text()));
  }

  private Map<String, String> jsonPaths() {
    Map<String, String> paths = new LinkedHashMap<>();
    while (tokens.peek().kind() == Token.Kind.NAME) {
      String label = tokens.name("a label's name");
      String path = label;
      if (tokens.takeIf("=")) {
        path = tokens.string("a path");
      }
      paths.put(plainPath(path), label);
      if (!tokens.takeIf(",")) {
        break;
      }
    }
    return paths;
  }

  /** {@code a["b"].c} is {@code a.b.c}. */
  private static String plainPath(String path) {
    return path.replaceAll("\\[\"([^\"]*)\"]", ".$1").replaceFirst("^\\.", "");
  }

  private Stage regexp() {
    Token text = tokens.take(Token.Kind.STRING, "a regular expression");
    Pattern pattern = pattern(text, text.text());
    if (pattern.namedGroups().isEmpty()) {
      throw text.error("regexp wants at least one named group (?P<name>…)");
    }
    return new RegexpStage(pattern);
  }

  private Stage linePattern() {
    Token text = tokens.take(Token.Kind.STRING, "a pattern");
    StringBuilder regex = new StringBuilder("^");
    int at = 0;
    com.google.re2j.Matcher capture =
        Pattern.compile("<([A-Za-z_][A-Za-z0-9_]*)>").matcher(text.text());
    int captures = 0;
    while (capture.find()) {
      regex.append(Pattern.quote(text.text().substring(at, capture.start())));
      String name = capture.group(1);
      regex.append(name.equals("_") ? "(?:.*?)" : "(?P<" + name + ">.*?)");
      captures += name.equals("_") ? 0 : 1;
      at = capture.end();
    }
    if (captures == 0) {
      throw text.error("pattern wants at least one <name>");
    }
    String rest = text.text().substring(at);
    regex.append(rest.isEmpty() ? "$" : Pattern.quote(rest));
    return new RegexpStage(pattern(text, regex.toString()));
  }

  private static Template template(Token text) {
    try {
      return Template.parse(text.text());
    } catch (IllegalArgumentException e) {
      throw text.error(String.valueOf(e.getMessage()));
    }
  }

  private Stage labelFormat() {
    Map<String, String> renamed = new TreeMap<>();
    Map<String, Template> made = new TreeMap<>();
    do {
      String to = tokens.name("a label's name");
      tokens.take("=");
      if (tokens.peek().kind() == Token.Kind.STRING) {
        made.put(to, template(tokens.next()));
      } else {
        renamed.put(to, tokens.name("a label's name or a template"));
      }
    } while (tokens.takeIf(","));
    return new FormatStage.Labels(renamed, made);
  }

  private Stage drop(boolean keep) {
    List<Matcher> conditions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    do {
      Token name = tokens.take(Token.Kind.NAME, "a label's name");
      if (isComparison(tokens.peek())) {
        if (keep) {
          throw name.error("keep with a condition is not supported");
        }
        conditions.add(matcher(name.text(), tokens.next(), tokens.string("a string")));
      } else {
        names.add(name.text());
      }
    } while (tokens.takeIf(","));
    return new FormatStage.Drop(conditions, names, keep);
  }

  private void unwrap(Token word) {
    if (unwrap != null) {
      throw word.error("only one unwrap is allowed");
    }
    Token name = tokens.take(Token.Kind.NAME, "a label's name");
    LabelFilter.Unit unit = LabelFilter.Unit.NUMBER;
    String label = name.text();
    if (tokens.takeIf("(")) {
      unit =
          switch (name.text()) {
            case "duration", "duration_seconds" -> LabelFilter.Unit.SECONDS;
            case "bytes" -> LabelFilter.Unit.BYTES;
            default -> throw name.error("unwrap knows duration() and bytes(), not " + label);
          };
      label = tokens.name("a label's name");
      tokens.take(")");
    }
    List<Stage> filters = new ArrayList<>();
    while (tokens.takeIf("|")) {
      filters.add(filter(0));
    }
    unwrap = new MetricQuery.Unwrap(label, unit, filters);
  }

  private LabelFilter filter(int depth) {
    LabelFilter left = conjunction(depth);
    while (tokens.takeIf("or")) {
      left = new LabelFilter.Both(left, conjunction(depth), false);
    }
    return left;
  }

  private LabelFilter conjunction(int depth) {
    LabelFilter left = condition(depth);
    while (true) {
      boolean follows = tokens.takeIf("and") || tokens.takeIf(",");
      if (!follows) {
        return left;
      }
      left = new LabelFilter.Both(left, condition(depth), true);
    }
  }

  private LabelFilter condition(int depth) {
    Token start = tokens.peek();
    if (++conditions > MAX_CONDITIONS) {
      throw start.error("more than " + MAX_CONDITIONS + " conditions");
    }
    if (depth > MAX_FILTER_DEPTH) {
      throw start.error("nested deeper than " + MAX_FILTER_DEPTH);
    }
    if (tokens.takeIf("(")) {
      LabelFilter inner = filter(depth + 1);
      tokens.take(")");
      return inner;
    }
    Token name =
        tokens.take(
            Token.Kind.NAME,
            "a stage (json, logfmt, regexp, pattern, line_format, label_format, drop, keep,"
                + " decolorize, unwrap) or a label");
    Token op = tokens.next();
    if (tokens.peek().kind() == Token.Kind.STRING) {
      return new LabelFilter.Text(matcher(name.text(), op, tokens.next().text()));
    }
    if (tokens.peek().is("ip")) {
      throw tokens.peek().error("ip() filters are not supported");
    }
    if (op.kind() != Token.Kind.SYMBOL
        || !(Comparison.OPS.contains(op.text()) || op.text().equals("="))) {
      if (op.kind() == Token.Kind.END || !isComparison(op)) {
        throw name.error(
            "unknown stage or incomplete condition: " + name.text() + " " + op.text().strip());
      }
    }
    boolean negative = tokens.takeIf("-");
    Token value = tokens.take(Token.Kind.QUANTITY, "a string, a number, a duration or a size");
    for (LabelFilter.Unit unit : LabelFilter.Unit.values()) {
      Double number = unit.read(value.text());
      if (number != null) {
        return new LabelFilter.Numeric(name.text(), op.text(), unit, negative ? -number : number);
      }
    }
    throw value.error("neither a number nor a duration nor a size: " + value.text());
  }
}
