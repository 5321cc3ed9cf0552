package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.parser.DurationExpression.Constant;
import io.choicesherpa.promql.parser.DurationExpression.Negation;
import io.choicesherpa.promql.parser.DurationExpression.Operation;
import io.choicesherpa.promql.parser.DurationExpression.Operator;
import org.jspecify.annotations.Nullable;

/** Durations in brackets and after {@code offset}: numbers, units and arithmetic with them. */
final class DurationGrammar {

  private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;
  private static final String EXPECTED = "number, duration, step() or range()";

  private final Tokens tokens;
  private final Depth depth;
  private int unfolded;

  DurationGrammar(Tokens tokens, Depth depth) {
    this.tokens = tokens;
    this.depth = depth;
  }

  /** Milliseconds, or what they depend on. */
  record Parsed(long millis, @Nullable DurationExpression expression) {}

  /** A range or a step: more than nothing. */
  Parsed positive(String context) {
    int start = tokens.peek().start();
    DurationExpression duration = expression(0, context);
    PositionRange position = new PositionRange(start, tokens.last().end());
    if (!isConstant(duration)) {
      return new Parsed(0, duration);
    }
    double seconds = seconds(duration, position);
    long millis = millis(seconds);
    if (millis <= 0) {
      tokens.problem(
          seconds <= 0 ? "duration must be greater than 0" : "duration is less than 1ms", position);
    }
    return new Parsed(millis, null);
  }

  /**
   * An offset, which may be negative. Arithmetic needs parentheses here: {@code a offset 1m + b}
   * adds {@code b}.
   */
  Parsed offset() {
    int start = tokens.peek().start();
    DurationExpression duration = operand("offset");
    if (isConstant(duration)) {
      PositionRange position = new PositionRange(start, tokens.last().end());
      return new Parsed(millis(seconds(duration, position)), null);
    }
    return new Parsed(0, duration);
  }

  private DurationExpression expression(int precedence, String context) {
    depth.enter(tokens);
    DurationExpression left = unary(context);
    int links = 0;
    while (true) {
      Operator operator = operator(tokens.peek().kind());
      if (operator == null || operator.precedence() <= precedence) {
        break;
      }
      Token sign = tokens.next();
      depth.enter(tokens);
      links++;
      boolean fromRight = operator == Operator.POWER;
      DurationExpression right =
          expression(fromRight ? operator.precedence() - 1 : operator.precedence(), context);
      if ((operator == Operator.DIVIDE || operator == Operator.MODULO)
          && right instanceof Constant constant
          && constant.value() == 0) {
        tokens.problem("division by zero", sign.position());
      }
      left = folded(new Operation(operator, left, right));
    }
    depth.leave(links + 1);
    return left;
  }

  /** A sign binds like a multiplication: {@code -2 ^ 2} is -4. */
  private DurationExpression unary(String context) {
    if (tokens.at(TokenKind.ADD) || tokens.at(TokenKind.SUBTRACT)) {
      boolean negative = tokens.next().kind() == TokenKind.SUBTRACT;
      DurationExpression operand = expression(Operator.MULTIPLY.precedence(), context);
      return negative ? folded(new Negation(operand)) : operand;
    }
    return primary(context);
  }

  /** One duration with at most a sign. */
  private DurationExpression operand(String context) {
    boolean negative = tokens.at(TokenKind.SUBTRACT);
    if (negative || tokens.at(TokenKind.ADD)) {
      tokens.next();
    }
    DurationExpression operand = primary(context);
    return negative ? folded(new Negation(operand)) : operand;
  }

  private DurationExpression primary(String context) {
    Token token = tokens.peek();
    if (token.kind() == TokenKind.NUMBER || token.kind() == TokenKind.DURATION) {
      tokens.next();
      double seconds = Literals.number(token, tokens);
      if (Double.isNaN(seconds) || Math.abs(seconds) > MAX_SECONDS) {
        tokens.problem("duration out of range", token.position());
        return new Constant(1);
      }
      return new Constant(seconds);
    }
    if (tokens.skip(TokenKind.LEFT_PARENTHESIS)) {
      DurationExpression inner = expression(0, context);
      tokens.expect(TokenKind.RIGHT_PARENTHESIS, context);
      return inner;
    }
    if (tokens.skip("step")) {
      return noArguments(new DurationExpression.Step(), context);
    }
    if (tokens.skip("range")) {
      return noArguments(new DurationExpression.Range(), context);
    }
    if (token.is("min_of") || token.is("max_of")) {
      tokens.next();
      return ofTwo(token.is("min_of") ? Operator.MIN_OF : Operator.MAX_OF, context);
    }
    throw tokens.unexpected(context, EXPECTED);
  }

  private DurationExpression noArguments(DurationExpression duration, String context) {
    tokens.expect(TokenKind.LEFT_PARENTHESIS, context);
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, context);
    return duration;
  }

  private DurationExpression ofTwo(Operator operator, String context) {
    tokens.expect(TokenKind.LEFT_PARENTHESIS, context);
    DurationExpression left = expression(0, context);
    tokens.expect(TokenKind.COMMA, context);
    DurationExpression right = expression(0, context);
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, context);
    return folded(new Operation(operator, left, right));
  }

  private static @Nullable Operator operator(TokenKind kind) {
    return switch (kind) {
      case ADD -> Operator.ADD;
      case SUBTRACT -> Operator.SUBTRACT;
      case MULTIPLY -> Operator.MULTIPLY;
      case DIVIDE -> Operator.DIVIDE;
      case MODULO -> Operator.MODULO;
      case POWER -> Operator.POWER;
      default -> null;
    };
  }

  /** What depends on nothing is worked out at once. */
  private DurationExpression folded(DurationExpression duration) {
    boolean constant =
        duration instanceof Operation operation
            ? isConstant(operation.left()) && isConstant(operation.right())
            : duration instanceof Negation negation && isConstant(negation.operand());
    if (constant) {
      return new Constant(duration.seconds(0, 0));
    }
    depth.check(++unfolded, tokens);
    return duration;
  }

  private static boolean isConstant(DurationExpression duration) {
    return duration instanceof Constant;
  }

  private double seconds(DurationExpression constant, PositionRange position) {
    double seconds = constant.seconds(0, 0);
    if (Double.isNaN(seconds) || Math.abs(seconds) > MAX_SECONDS) {
      tokens.problem("duration out of range", position);
      return 1;
    }
    return seconds;
  }

  /** To nanoseconds first, as 0.3 s are a little less than 300 ms in binary. */
  private static long millis(double seconds) {
    return Math.round(seconds * 1e9) / 1_000_000;
  }
}
