package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.MatchType;
import io.choicesherpa.promql.parser.Expression.Aggregation;
import io.choicesherpa.promql.parser.Expression.At;
import io.choicesherpa.promql.parser.Expression.Binary;
import io.choicesherpa.promql.parser.Expression.Call;
import io.choicesherpa.promql.parser.Expression.MatrixSelector;
import io.choicesherpa.promql.parser.Expression.NumberLiteral;
import io.choicesherpa.promql.parser.Expression.Parentheses;
import io.choicesherpa.promql.parser.Expression.StringLiteral;
import io.choicesherpa.promql.parser.Expression.Subquery;
import io.choicesherpa.promql.parser.Expression.Unary;
import io.choicesherpa.promql.parser.Expression.VectorSelector;
import io.choicesherpa.promql.parser.VectorMatching.Cardinality;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes expressions. What is written reads as the same expression again, positions aside; a tree
 * that no parser made may need parentheses that it does not have.
 */
public final class Printer {

  /** Width of a line from which {@link #pretty} breaks it, in UTF-16 units. */
  public static final int PRETTY_WIDTH_CHARS = 100;

  private static final String INDENT = "  ";

  private Printer() {}

  /** The expression on one line. */
  public static String print(Expression expression) {
    StringBuilder out = new StringBuilder();
    append(expression, out);
    return out.toString();
  }

  /** The expression on as many lines as it needs, what belongs to something under it, indented. */
  public static String pretty(Expression expression) {
    return pretty(expression, "");
  }

  private static String pretty(Expression node, String indent) {
    String line = indent + print(node);
    if (line.length() <= PRETTY_WIDTH_CHARS) {
      return line;
    }
    String inner = indent + INDENT;
    if (node instanceof Binary binary) {
      return pretty(binary.left(), inner)
          + "\n"
          + indent
          + operator(binary)
          + "\n"
          + pretty(binary.right(), inner);
    } else if (node instanceof Aggregation aggregation) {
      return indent + head(aggregation) + block(Expressions.children(aggregation), indent) + ")";
    } else if (node instanceof Call call) {
      return call.arguments().isEmpty()
          ? line
          : indent + call.function().name() + "(" + block(call.arguments(), indent) + ")";
    } else if (node instanceof Parentheses parentheses) {
      return indent + "(" + block(List.of(parentheses.expression()), indent) + ")";
    } else if (node instanceof Subquery subquery) {
      return pretty(subquery.expression(), indent) + suffix(subquery);
    } else if (node instanceof Unary unary) {
      String operand = pretty(unary.operand(), indent);
      return indent + sign(unary) + operand.substring(indent.length());
    }
    return line;
  }

  private static String block(List<Expression> nodes, String indent) {
    return nodes.stream()
        .map(node -> pretty(node, indent + INDENT))
        .collect(Collectors.joining(",\n", "\n", "\n" + indent));
  }

  private static void append(Expression node, StringBuilder out) {
    if (node instanceof NumberLiteral number) {
      out.append(NumberText.format(number.value()));
    } else if (node instanceof StringLiteral string) {
      out.append(StringText.quote(string.value()));
    } else if (node instanceof VectorSelector selector) {
      out.append(name(selector)).append(edges(selector)).append(suffix(selector));
    } else if (node instanceof MatrixSelector matrix) {
      VectorSelector selector = matrix.selector();
      out.append(name(selector))
          .append('[')
          .append(duration(matrix.rangeMillis(), matrix.rangeExpression()))
          .append(']')
          .append(edges(selector))
          .append(suffix(selector));
    } else if (node instanceof Subquery subquery) {
      append(subquery.expression(), out);
      out.append(suffix(subquery));
    } else if (node instanceof Unary unary) {
      out.append(sign(unary));
      append(unary.operand(), out);
    } else if (node instanceof Binary binary) {
      append(binary.left(), out);
      out.append(' ').append(operator(binary)).append(' ');
      append(binary.right(), out);
    } else if (node instanceof Aggregation aggregation) {
      out.append(head(aggregation));
      appendAll(Expressions.children(aggregation), out);
      out.append(')');
    } else if (node instanceof Call call) {
      out.append(call.function().name()).append('(');
      appendAll(call.arguments(), out);
      out.append(')');
    } else if (node instanceof Parentheses parentheses) {
      out.append('(');
      append(parentheses.expression(), out);
      out.append(')');
    }
  }

  private static void appendAll(List<Expression> nodes, StringBuilder out) {
    String separator = "";
    for (Expression node : nodes) {
      out.append(separator);
      append(node, out);
      separator = ", ";
    }
  }

  private static char sign(Unary unary) {
    return unary.negative() ? '-' : '+';
  }

  private static String head(Aggregation aggregation) {
    String word = aggregation.operator().word();
    if (aggregation.without()) {
      return word + " without (" + labels(aggregation.grouping()) + ") (";
    }
    return aggregation.grouping().isEmpty()
        ? word + "("
        : word + " by (" + labels(aggregation.grouping()) + ") (";
  }

  private static String operator(Binary binary) {
    StringBuilder out = new StringBuilder(binary.operator().symbol());
    if (binary.returnBool()) {
      out.append(" bool");
    }
    VectorMatching matching = binary.matching();
    if (matching != null) {
      appendMatching(matching, out);
    }
    return out.toString();
  }

  private static void appendMatching(VectorMatching matching, StringBuilder out) {
    Cardinality cardinality = matching.cardinality();
    boolean grouped =
        cardinality == Cardinality.MANY_TO_ONE || cardinality == Cardinality.ONE_TO_MANY;
    if (matching.on() || !matching.labels().isEmpty() || grouped) {
      out.append(matching.on() ? " on (" : " ignoring (");
      out.append(labels(matching.labels())).append(')');
    }
    if (grouped) {
      out.append(cardinality == Cardinality.MANY_TO_ONE ? " group_left (" : " group_right (");
      out.append(labels(matching.include())).append(')');
    }
    Double left = matching.fillLeft();
    Double right = matching.fillRight();
    if (left != null) {
      out.append(" fill_left (").append(NumberText.format(left)).append(')');
    }
    if (right != null) {
      out.append(" fill_right (").append(NumberText.format(right)).append(')');
    }
  }

  private static String labels(List<String> labels) {
    return labels.stream().map(Printer::label).collect(Collectors.joining(", "));
  }

  private static String label(String label) {
    return Words.isLabelName(label) ? label : StringText.quote(label);
  }

  /** The first condition stands outside of the braces when it is a plain metric's name. */
  private static String name(VectorSelector selector) {
    List<LabelMatcher> inside = new ArrayList<>(selector.matchers());
    String outside = "";
    boolean oneName =
        inside.stream().filter(matcher -> matcher.name().equals(Labels.METRIC_NAME)).count() == 1;
    if (oneName
        && isName(inside.get(0))
        && Words.isMetricName(inside.get(0).value())
        && SelectorGrammar.canStandAlone(inside.get(0).value())) {
      outside = inside.remove(0).value();
    }
    if (inside.isEmpty()) {
      return outside.isEmpty() ? "{}" : outside;
    }
    return outside
        + inside.stream().map(Printer::matcher).collect(Collectors.joining(",", "{", "}"));
  }

  private static boolean isName(LabelMatcher matcher) {
    return matcher.name().equals(Labels.METRIC_NAME) && matcher.type() == MatchType.EQUAL;
  }

  private static String matcher(LabelMatcher matcher) {
    return label(matcher.name()) + matcher.type().symbol() + StringText.quote(matcher.value());
  }

  private static String edges(VectorSelector selector) {
    return switch (selector.edges()) {
      case PLAIN -> "";
      case ANCHORED -> " anchored";
      case SMOOTHED -> " smoothed";
    };
  }

  private static String suffix(VectorSelector selector) {
    return at(selector.at()) + offset(selector.offsetMillis(), selector.offsetExpression());
  }

  private static String suffix(Subquery subquery) {
    boolean step = subquery.stepMillis() != 0 || subquery.durations().step() != null;
    return "["
        + duration(subquery.rangeMillis(), subquery.durations().range())
        + ":"
        + (step ? duration(subquery.stepMillis(), subquery.durations().step()) : "")
        + "]"
        + at(subquery.at())
        + offset(subquery.offsetMillis(), subquery.durations().offset());
  }

  private static String at(@Nullable At at) {
    if (at instanceof At.Time time) {
      return " @ " + BigDecimal.valueOf(time.millis(), 3).toPlainString();
    } else if (at instanceof At.Start) {
      return " @ start()";
    }
    return at == null ? "" : " @ end()";
  }

  private static String offset(long millis, @Nullable DurationExpression expression) {
    return millis == 0 && expression == null ? "" : " offset " + duration(millis, expression);
  }

  private static String duration(long millis, @Nullable DurationExpression expression) {
    return expression == null ? Durations.format(millis) : DurationPrinter.print(expression);
  }
}
