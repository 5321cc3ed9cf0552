package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.model.ValueType;
import io.choicesherpa.promql.parser.Expression.Aggregation;
import io.choicesherpa.promql.parser.Expression.Binary;
import io.choicesherpa.promql.parser.Expression.Call;
import io.choicesherpa.promql.parser.Expression.NumberLiteral;
import io.choicesherpa.promql.parser.Expression.Parentheses;
import io.choicesherpa.promql.parser.Expression.StringLiteral;
import io.choicesherpa.promql.parser.Expression.Subquery;
import io.choicesherpa.promql.parser.Expression.Unary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expressions by recursive descent, operators by precedence climbing.
 *
 * <p>Two depths are watched: that of the recursion, and that of the tree so far, as a long chain of
 * operators makes a deep tree without recursion.
 */
final class ExpressionGrammar {

  private static final Map<String, AggregationOperator> AGGREGATIONS = new HashMap<>();
  private static final Map<String, BinaryOperator> OPERATORS = new HashMap<>();

  static {
    for (AggregationOperator operator : AggregationOperator.values()) {
      AGGREGATIONS.put(operator.word(), operator);
    }
    for (BinaryOperator operator : BinaryOperator.values()) {
      OPERATORS.put(operator.symbol(), operator);
    }
  }

  private final Tokens tokens;
  private final boolean experimental;
  private final Depth depth;
  private final SelectorGrammar selectors;
  private final ModifierGrammar modifiers;
  private final MatchingGrammar matchings;
  private final TypeRules rules;

  /** Of the tree that was read last. */
  private int height;

  ExpressionGrammar(Tokens tokens, ParserOptions options) {
    this.tokens = tokens;
    experimental = options.experimental();
    depth = new Depth(options.maxDepth());
    selectors = new SelectorGrammar(tokens, experimental);
    modifiers = new ModifierGrammar(tokens, new DurationGrammar(tokens, depth));
    matchings = new MatchingGrammar(tokens, selectors, experimental);
    rules = new TypeRules(tokens);
  }

  /** The whole text's expression. */
  Expression whole() {
    if (tokens.at(TokenKind.END)) {
      throw tokens.fault("no expression found in input", tokens.peek().position());
    }
    Expression expression = expression(0);
    if (!tokens.at(TokenKind.END)) {
      throw tokens.unexpected("expression", "operator or end of input");
    }
    rules.checkSelectors(expression);
    tokens.failOnProblems();
    return expression;
  }

  private Expression expression(int precedence) {
    depth.enter(tokens);
    Expression left = unary();
    while (true) {
      BinaryOperator operator = operator(tokens.peek());
      if (operator == null || operator.precedence() <= precedence) {
        break;
      }
      int leftHeight = height;
      Matching matching = matchings.modifiers(tokens.next().position());
      boolean fromRight = operator == BinaryOperator.POWER;
      Expression right = expression(fromRight ? operator.precedence() - 1 : operator.precedence());
      grown(Math.max(leftHeight, height));
      rules.checkBinary(operator, left, right, matching);
      left =
          new Binary(
              operator,
              left,
              right,
              matching.of(operator, left, right),
              matching.returnBool(),
              left.position().to(right.position()));
    }
    depth.leave(1);
    return left;
  }

  private void grown(int childHeight) {
    height = childHeight + 1;
    depth.check(height, tokens);
  }

  private static @Nullable BinaryOperator operator(Token token) {
    return switch (token.kind()) {
      case NAME -> {
        BinaryOperator operator = OPERATORS.get(token.text().toLowerCase(Locale.ROOT));
        yield operator != null && token.is(operator.symbol()) ? operator : null;
      }
      case ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          MODULO,
          POWER,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          TRIM_LOWER,
          TRIM_UPPER ->
          OPERATORS.get(token.text());
      default -> null;
    };
  }

  /** A sign binds like a multiplication: {@code -2 ^ 2} is -4. */
  private Expression unary() {
    if (!tokens.at(TokenKind.ADD) && !tokens.at(TokenKind.SUBTRACT)) {
      return withModifiers(primary());
    }
    Token sign = tokens.next();
    boolean negative = sign.kind() == TokenKind.SUBTRACT;
    Expression operand = expression(BinaryOperator.MULTIPLY.precedence());
    PositionRange position = sign.position().to(operand.position());
    if (operand instanceof NumberLiteral number) {
      return new NumberLiteral(negative ? -number.value() : number.value(), position);
    }
    grown(height);
    rules.checkUnary(operand, position);
    return new Unary(negative, operand, position);
  }

  private Expression withModifiers(Expression expression) {
    Expression modified = expression;
    while (true) {
      Expression next = modifiers.next(modified);
      if (next == null) {
        return modified;
      }
      if (next instanceof Subquery subquery && subquery.expression() == modified) {
        grown(height);
        rules.checkSubquery(subquery);
      }
      modified = next;
    }
  }

  private Expression primary() {
    Token token = tokens.peek();
    height = 1;
    switch (token.kind()) {
      case NUMBER, DURATION -> {
        tokens.next();
        return new NumberLiteral(Literals.number(token, tokens), token.position());
      }
      case STRING -> {
        tokens.next();
        return new StringLiteral(Literals.string(token, tokens), token.position());
      }
      case LEFT_PARENTHESIS -> {
        return parentheses();
      }
      case NAME -> {
        Expression named = aggregationOrCall(token);
        if (named != null) {
          return named;
        }
      }
      default -> {}
    }
    if (!SelectorGrammar.startsSelector(token)) {
      throw tokens.unexpected("expression", "number, string, selector, function or \"(\"");
    }
    return selectors.selector();
  }

  private Parentheses parentheses() {
    Token open = tokens.next();
    Expression inner = expression(0);
    Token close = tokens.expect(TokenKind.RIGHT_PARENTHESIS, "parentheses");
    grown(height);
    return new Parentheses(inner, open.position().to(close.position()));
  }

  private @Nullable Expression aggregationOrCall(Token name) {
    Token second = tokens.peekSecond();
    boolean called = second.kind() == TokenKind.LEFT_PARENTHESIS;
    AggregationOperator operator = AGGREGATIONS.get(name.text().toLowerCase(Locale.ROOT));
    if (operator != null
        && name.is(operator.word())
        && (called || second.is("by") || second.is("without"))) {
      return aggregation(operator);
    }
    return called && SelectorGrammar.startsSelector(name) ? call() : null;
  }

  private Aggregation aggregation(AggregationOperator operator) {
    Token name = tokens.next();
    boolean without = tokens.at("without");
    List<String> grouping = List.of();
    boolean before = without || tokens.at("by");
    if (before) {
      grouping = selectors.labels(tokens.next().text());
    }
    List<Expression> arguments = arguments();
    if (!before && (tokens.at("by") || tokens.at("without"))) {
      without = tokens.at("without");
      grouping = selectors.labels(tokens.next().text());
    }
    PositionRange position = name.position().to(tokens.last().position());
    if (operator.experimental() && !experimental) {
      tokens.problem(operator.word() + " is experimental and not enabled", name.position());
    }
    rules.checkAggregation(operator, arguments, position);
    boolean parameter = operator.parameter() != null && arguments.size() > 1;
    Expression operand =
        arguments.isEmpty() ? new NumberLiteral(0, position) : arguments.get(parameter ? 1 : 0);
    return new Aggregation(
        operator, operand, parameter ? arguments.get(0) : null, grouping, without, position);
  }

  private Call call() {
    Token name = tokens.next();
    List<Expression> arguments = arguments();
    PositionRange position = name.position().to(tokens.last().position());
    FunctionSignature function = Functions.find(name.text());
    if (function == null) {
      tokens.problem("unknown function " + name.text(), name.position());
      return new Call(
          new FunctionSignature(name.text(), List.of(), 0, true, ValueType.VECTOR, false),
          arguments,
          position);
    }
    if (function.experimental() && !experimental) {
      tokens.problem(
          "function " + function.name() + " is experimental and not enabled", name.position());
    }
    Call call = new Call(function, arguments, position);
    rules.checkCall(call);
    return call;
  }

  /** Arguments in parentheses; a comma after the last is a fault, unlike in lists of labels. */
  private List<Expression> arguments() {
    tokens.expect(TokenKind.LEFT_PARENTHESIS, "call");
    List<Expression> arguments = new ArrayList<>();
    int highest = 0;
    while (!tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
      arguments.add(expression(0));
      highest = Math.max(highest, height);
      if (!tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
        Token comma = tokens.expect(TokenKind.COMMA, "arguments");
        if (tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
          tokens.problem("no comma allowed after the last argument", comma.position());
        }
      }
    }
    tokens.next();
    grown(highest);
    return arguments;
  }
}
