package io.choicesherpa.promql.generator;

import io.choicesherpa.promql.model.ValueType;
import io.choicesherpa.promql.parser.FunctionSignature;
import io.choicesherpa.promql.parser.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes valid expressions over given metrics. Not thread-safe. */
public final class ExpressionGenerator {

  /** Powers have constant exponents only: of huge numbers the last digits are chance. */
  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "atan2");

  private static final List<String> COMPARISONS = List.of("==", "!=", "<", ">", "<=", ">=");
  private static final List<String> SETS = List.of("and", "or", "unless");
  private static final List<String> AGGREGATIONS =
      List.of("sum", "min", "max", "avg", "count", "group", "stddev", "stdvar");

  private final Random random;
  private final List<String> metrics;
  private final List<String> labels;
  private final List<String> values;
  private final List<FunctionSignature> functions;

  /**
   * A generator.
   *
   * @param without functions that are not to be used
   */
  public ExpressionGenerator(
      long seed,
      List<String> metrics,
      List<String> labels,
      List<String> values,
      Set<String> without) {
    random = new Random(seed);
    this.metrics = List.copyOf(metrics);
    this.labels = List.copyOf(labels);
    this.values = List.copyOf(values);
    functions =
        Functions.all().stream()
            .filter(function -> !function.experimental() && !without.contains(function.name()))
            .toList();
  }

  /** An expression of that type with at most {@code depth} levels. */
  public String expression(ValueType type, int depth) {
    return switch (type) {
      case SCALAR -> scalar(depth);
      case VECTOR -> vector(depth);
      case MATRIX -> matrix(depth);
      case STRING -> '"' + pick(values) + '"';
    };
  }

  private String scalar(int depth) {
    if (depth <= 1 || chance(2)) {
      return number();
    }
    return switch (random.nextInt(5)) {
      case 0 -> "scalar(" + vector(depth - 1) + ")";
      case 1 -> "time()";
      case 2 -> "(" + scalar(depth - 1) + ")";
      case 3 -> "-" + operand(scalar(depth - 1));
      default ->
          operand(scalar(depth - 1)) + " " + pick(ARITHMETIC) + " " + operand(scalar(depth - 1));
    };
  }

  private String vector(int depth) {
    if (depth <= 1) {
      return selector();
    }
    return switch (random.nextInt(10)) {
      case 0 -> "(" + vector(depth - 1) + ")";
      case 1 -> "-" + operand(vector(depth - 1));
      case 2, 3 -> aggregation(depth);
      case 4 -> withScalar(depth);
      case 5, 6 -> binary(depth);
      case 7 -> selector();
      default -> call(depth);
    };
  }

  private String aggregation(int depth) {
    String grouping = chance(3) ? "" : (chance(2) ? " by (" : " without (") + labels() + ") ";
    return switch (random.nextInt(8)) {
      case 0 -> "topk" + grouping + "(" + random.nextInt(4) + ", " + vector(depth - 1) + ")";
      case 1 -> "bottomk" + grouping + "(" + random.nextInt(4) + ", " + vector(depth - 1) + ")";
      case 2 ->
          "quantile" + grouping + "(0." + random.nextInt(100) + ", " + vector(depth - 1) + ")";
      default -> pick(AGGREGATIONS) + grouping + "(" + vector(depth - 1) + ")";
    };
  }

  private String withScalar(int depth) {
    if (chance(8)) {
      return operand(vector(depth - 1)) + " ^ " + pick(List.of("2", "0.5", "-1"));
    }
    String operator = chance(3) ? pick(COMPARISONS) + (chance(2) ? " bool" : "") : pick(ARITHMETIC);
    return chance(2)
        ? operand(vector(depth - 1)) + " " + operator + " " + operand(scalar(depth - 1))
        : operand(scalar(depth - 1)) + " " + operator + " " + operand(vector(depth - 1));
  }

  private String binary(int depth) {
    boolean set = chance(4);
    String operator =
        set
            ? pick(SETS)
            : chance(3) ? pick(COMPARISONS) + (chance(2) ? " bool" : "") : pick(ARITHMETIC);
    String matching = "";
    if (chance(2)) {
      matching = (chance(2) ? " on (" : " ignoring (") + labels() + ")";
      if (!set && chance(4)) {
        matching += chance(2) ? " group_left ()" : " group_right ()";
      }
    }
    return operand(vector(depth - 1))
        + " "
        + operator
        + matching
        + " "
        + operand(vector(depth - 1));
  }

  /** In parentheses when it is more than one term, and now and then for nothing. */
  private String operand(String expression) {
    int depth = 0;
    boolean term = !expression.startsWith("-");
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      term &= depth > 0 || c != ' ';
    }
    return term && !chance(4) ? expression : "(" + expression + ")";
  }

  private String call(int depth) {
    while (true) {
      FunctionSignature function = pick(functions);
      if (function.returns() == ValueType.VECTOR) {
        return call(function, depth);
      }
    }
  }

  private String call(FunctionSignature function, int depth) {
    if (function.name().equals("label_replace")) {
      String regex = pick(List.of("(.*)", "(.).*", "x", ".+"));
      return "label_replace("
          + vector(depth - 1)
          + ", \"new\", \"$1-y\", \""
          + pick(labels)
          + "\", \""
          + regex
          + "\")";
    }
    if (function.name().equals("label_join")) {
      return "label_join(" + vector(depth - 1) + ", \"new\", \"-\", \"" + pick(labels) + "\")";
    }
    List<String> arguments = new ArrayList<>();
    int count = function.parameters().size() - (chance(2) ? function.optional() : 0);
    for (ValueType type : function.parameters().subList(0, count)) {
      arguments.add(expression(type, depth - 1));
    }
    return function.name() + "(" + String.join(", ", arguments) + ")";
  }

  private String matrix(int depth) {
    String range = random.nextInt(20) + 1 + pick(List.of("m", "m30s", "m1s"));
    if (depth > 2 && chance(3)) {
      return "(" + vector(depth - 1) + ")[" + range + ":" + subqueryStep() + "]" + modifiers();
    }
    return plainSelector() + "[" + range + "]" + modifiers();
  }

  private String subqueryStep() {
    return chance(2) ? random.nextInt(90) + 20 + "s" : "1m7s";
  }

  private String selector() {
    return plainSelector() + modifiers();
  }

  private String plainSelector() {
    String metric = pick(metrics);
    if (chance(2)) {
      return metric;
    }
    String label = pick(labels);
    return switch (random.nextInt(4)) {
      case 0 -> metric + "{" + label + "=\"" + pick(values) + "\"}";
      case 1 -> metric + "{" + label + "!=\"" + pick(values) + "\"}";
      case 2 -> metric + "{" + label + "=~\"" + pick(values) + "|" + pick(values) + ".*\"}";
      default -> metric + "{" + label + "!~\".*" + pick(values) + "\"}";
    };
  }

  private String modifiers() {
    String offset =
        chance(8) ? " offset " + (chance(3) ? "-" : "") + random.nextInt(9) + "m3s" : "";
    return offset.contains(" 0m3s") || offset.contains("-0m3s") ? " offset 3s" : offset;
  }

  private String number() {
    return switch (random.nextInt(6)) {
      case 0 -> "0";
      case 1 -> "1e" + random.nextInt(5);
      case 2 -> random.nextInt(100) + "." + random.nextInt(10);
      case 3 -> "0." + random.nextInt(100);
      default -> Integer.toString(random.nextInt(20));
    };
  }

  private String labels() {
    return chance(4) ? pick(labels) + ", " + pick(labels) : pick(labels);
  }

  private boolean chance(int oneOf) {
    return random.nextInt(oneOf) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
