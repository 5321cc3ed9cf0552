package io.choicesherpa.console.logql;

import io.choicesherpa.console.logql.MetricQuery.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads LogQL. What of Loki's language is not known here is refused with its name and place.
 *
 * @see <a href="https://grafana.com/docs/loki/latest/query/">LogQL</a>
 */
public final class LogQlParser {

  /** Longest query in characters: {@value}. */
  public static final int MAX_CHARS = 16_384;

  /** Deepest nesting of parentheses and functions: {@value}. */
  public static final int MAX_DEPTH = 50;

  private static final int MAX_OPERATORS = 200;

  private static final Set<String> COUNTING =
      Set.of("count_over_time", "rate", "bytes_over_time", "bytes_rate", "absent_over_time");
  private static final Set<String> UNWRAPPING =
      Set.of(
          "sum_over_time",
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "first_over_time",
          "last_over_time",
          "stddev_over_time",
          "stdvar_over_time",
          "quantile_over_time",
          "rate");
  private static final Set<String> AGGREGATIONS =
      Set.of(
          "sum",
          "avg",
          "min",
          "max",
          "count",
          "stddev",
          "stdvar",
          "topk",
          "bottomk",
          "sort",
          "sort_desc");
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("or"),
          Set.of("and", "unless"),
          Set.of("==", "!=", ">", ">=", "<", "<="),
          Set.of("+", "-"),
          Set.of("*", "/", "%"));

  private final Tokens tokens;
  private int depth;
  private int operators;

  private LogQlParser(String query) {
    tokens = new Tokens(query);
  }

  /**
   * Reads {@code query}.
   *
   * @throws LogQlException with line and column when it cannot be read
   */
  public static Query parse(String query) {
    if (query.length() > MAX_CHARS) {
      throw new LogQlException(
          "the query has " + query.length() + " characters, at most " + MAX_CHARS);
    }
    LogQlParser parser = new LogQlParser(query);
    Query parsed = parser.query();
    Token rest = parser.tokens.peek();
    if (rest.kind() != Token.Kind.END) {
      throw rest.error("unexpected " + rest.described());
    }
    return parsed;
  }

  /**
   * Reads a query for lines.
   *
   * @param query empty for all lines
   * @throws LogQlException also when it is a query for numbers
   */
  public static LogQuery parseLines(String query) {
    if (query.isBlank()) {
      return new LogQuery(List.of(), List.of());
    }
    if (parse(query) instanceof LogQuery lines) {
      return lines;
    }
    throw new LogQlException("this is a query for numbers, and lines are wanted");
  }

  private Query query() {
    if (tokens.peek().is("{")) {
      return lines(new StageParser(tokens));
    }
    return binary(0);
  }

  private LogQuery lines(StageParser parser) {
    Token start = tokens.peek();
    List<Matcher> selector = parser.selector();
    List<Stage> stages = parser.pipeline();
    if (parser.unwrap() != null) {
      throw start.error("unwrap is for functions over time only");
    }
    return new LogQuery(selector, stages);
  }

  private MetricQuery binary(int level) {
    if (level == LEVELS.size()) {
      return power();
    }
    MetricQuery left = binary(level + 1);
    while (LEVELS.get(level).contains(tokens.peek().text()) && isOperator(tokens.peek())) {
      left = operation(left, tokens.next(), () -> binary(level + 1));
    }
    return left;
  }

  private static boolean isOperator(Token token) {
    return token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.NAME;
  }

  private MetricQuery power() {
    MetricQuery left = primary();
    if (tokens.peek().is("^")) {
      enter(tokens.peek());
      MetricQuery both = operation(left, tokens.next(), this::power);
      depth--;
      return both;
    }
    return left;
  }

  private MetricQuery operation(MetricQuery left, Token op, Supplier<MetricQuery> right) {
    if (++operators > MAX_OPERATORS) {
      throw op.error("more than " + MAX_OPERATORS + " operators");
    }
    boolean bool = tokens.peek().is("bool");
    if (bool) {
      Token word = tokens.next();
      if (!Comparison.OPS.contains(op.text())) {
        throw word.error("bool is for comparisons only");
      }
    }
    Grouping matching = null;
    if (tokens.peek().is("on") || tokens.peek().is("ignoring")) {
      boolean on = tokens.next().text().equals("on");
      matching = new Grouping(on, names());
    }
    if (tokens.peek().is("group_left") || tokens.peek().is("group_right")) {
      throw tokens.peek().error(tokens.peek().text() + " is not supported");
    }
    return new MetricQuery.Binary(op.text(), bool, matching, left, right.get());
  }

  private void enter(Token at) {
    if (++depth > MAX_DEPTH) {
      throw at.error("nested deeper than " + MAX_DEPTH);
    }
  }

  private MetricQuery primary() {
    Token token = tokens.peek();
    enter(token);
    MetricQuery found;
    if (token.kind() == Token.Kind.QUANTITY || token.is("-")) {
      found = new MetricQuery.Scalar(tokens.number());
    } else if (tokens.takeIf("(")) {
      found = binary(0);
      tokens.take(")");
    } else if (token.kind() == Token.Kind.NAME) {
      found = function(tokens.next());
    } else if (token.is("{")) {
      throw token.error(
          "log lines cannot be calculated with: use a function such as rate({…}[5m])");
    } else {
      throw token.error(
          "unexpected " + token.described() + ", expected a selector {…}, a function or a number");
    }
    depth--;
    return found;
  }

  private MetricQuery function(Token name) {
    String word = name.text();
    if (AGGREGATIONS.contains(word)) {
      return aggregation(name);
    }
    if (COUNTING.contains(word) || UNWRAPPING.contains(word)) {
      return range(name);
    }
    if (word.equals("vector")) {
      tokens.take("(");
      double value = tokens.number();
      tokens.take(")");
      return new MetricQuery.Vector(value);
    }
    if (word.equals("label_replace")) {
      return labelReplace();
    }
    throw name.error("unknown or unsupported function " + word);
  }

  private MetricQuery labelReplace() {
    tokens.take("(");
    MetricQuery of = binary(0);
    tokens.take(",");
    String to = tokens.string("a label's name");
    tokens.take(",");
    String replacement = tokens.string("a replacement");
    tokens.take(",");
    String from = tokens.string("a label's name");
    tokens.take(",");
    Token regex = tokens.take(Token.Kind.STRING, "a regular expression");
    tokens.take(")");
    try {
      return new MetricQuery.LabelReplace(
          of, to, replacement, from, BoundedPattern.compile(regex.text()));
    } catch (IllegalArgumentException e) {
      throw regex.error(String.valueOf(e.getMessage()));
    }
  }

  private MetricQuery aggregation(Token name) {
    Grouping grouping = grouping();
    tokens.take("(");
    int parameter = 0;
    if (name.text().endsWith("k")) {
      Token at = tokens.peek();
      double number = tokens.number();
      if (number < 1 || number > 10_000 || number != Math.rint(number)) {
        throw at.error(name.text() + " wants a whole number from 1 to 10000");
      }
      parameter = (int) number;
      tokens.take(",");
    }
    MetricQuery of = binary(0);
    tokens.take(")");
    if (grouping == null) {
      grouping = grouping();
    }
    if (grouping != null && name.text().startsWith("sort")) {
      throw name.error("sort takes no by or without");
    }
    return new MetricQuery.Aggregation(name.text(), parameter, grouping, of);
  }

  private @Nullable Grouping grouping() {
    if (tokens.peek().is("by") || tokens.peek().is("without")) {
      boolean by = tokens.next().text().equals("by");
      return new Grouping(by, names());
    }
    return null;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    tokens.take("(");
    while (!tokens.takeIf(")")) {
      if (!names.isEmpty()) {
        tokens.take(",");
      }
      names.add(tokens.name("a label's name"));
    }
    return names;
  }

  private MetricQuery range(Token name) {
    tokens.take("(");
    double parameter = 0;
    if (name.text().equals("quantile_over_time")) {
      parameter = tokens.number();
      tokens.take(",");
    }
    boolean wrapped = tokens.takeIf("(");
    StageParser parser = new StageParser(tokens);
    List<Matcher> selector = parser.selector();
    long range = 0;
    List<Stage> stages = new ArrayList<>();
    if (tokens.peek().is("[")) {
      range = rangeNanos();
      stages.addAll(parser.pipeline());
    } else {
      stages.addAll(parser.pipeline());
      if (wrapped) {
        tokens.take(")");
        wrapped = false;
      }
      range = rangeNanos();
    }
    long offset = 0;
    if (tokens.takeIf("offset")) {
      boolean negative = tokens.takeIf("-");
      offset = negative ? -tokens.durationNanos() : tokens.durationNanos();
    }
    if (wrapped) {
      tokens.take(")");
    }
    tokens.take(")");
    return checked(name, parser.unwrap(), parameter, selector, stages, range, offset);
  }

  private long rangeNanos() {
    tokens.take("[");
    long range = tokens.durationNanos();
    tokens.take("]");
    return range;
  }

  private MetricQuery checked(
      Token name,
      MetricQuery.@Nullable Unwrap unwrap,
      double parameter,
      List<Matcher> selector,
      List<Stage> stages,
      long range,
      long offset) {
    if (unwrap == null && !COUNTING.contains(name.text())) {
      throw name.error(name.text() + " wants | unwrap and a label");
    }
    if (unwrap != null && !UNWRAPPING.contains(name.text())) {
      throw name.error(name.text() + " takes no unwrap");
    }
    LogQuery lines = new LogQuery(selector, stages);
    return new MetricQuery.Range(name.text(), parameter, lines, unwrap, range, offset, grouping());
  }
}
