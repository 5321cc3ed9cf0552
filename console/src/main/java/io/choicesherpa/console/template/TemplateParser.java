package io.choicesherpa.console.template;

import io.choicesherpa.console.template.Node.Command;
import io.choicesherpa.console.template.Node.Operand;
import io.choicesherpa.console.template.Node.Pipeline;
import io.choicesherpa.console.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads tokens as nodes. Unknown functions and variables are found here, before any expansion. */
final class TemplateParser {

  private static final int MAX_DEPTH = 100;

  private final List<Token> tokens;
  private final Map<String, List<Node>> definitions = new HashMap<>();
  private final Deque<String> variables = new ArrayDeque<>();
  private int at;
  private int depth;
  private int ranges;

  private TemplateParser(List<Token> tokens) {
    this.tokens = tokens;
    variables.add("");
  }

  /** The nodes of a template, and of those that it defines. */
  record Parsed(List<Node> nodes, Map<String, List<Node>> definitions) {}

  /** {@code names}: variables that exist from the start. */
  static Parsed parse(String text, List<String> names) throws TemplateException {
    TemplateParser parser = new TemplateParser(Lexer.tokens(text));
    parser.variables.addAll(names);
    List<Node> nodes = parser.nodes();
    if (parser.peek().kind() != Kind.END_OF_TEXT) {
      throw parser.error("unexpected {{" + parser.tokens.get(parser.at + 1).text() + "}}");
    }
    return new Parsed(nodes, parser.definitions);
  }

  /** Nodes up to an {@code end} or {@code else} that belongs to someone further out. */
  private List<Node> nodes() throws TemplateException {
    if (++depth > MAX_DEPTH) {
      throw error("more than " + MAX_DEPTH + " blocks inside each other");
    }
    int known = variables.size();
    List<Node> nodes = new ArrayList<>();
    while (peek().kind() != Kind.END_OF_TEXT && !endsBlock()) {
      Token token = next();
      if (token.kind() == Kind.OUTSIDE) {
        nodes.add(new Node.Outside(token.text()));
      } else {
        Node node = action();
        if (node != null) {
          nodes.add(node);
        }
      }
    }
    while (variables.size() > known) {
      variables.removeLast();
    }
    depth--;
    return nodes;
  }

  private boolean endsBlock() {
    if (peek().kind() != Kind.OPEN) {
      return false;
    }
    Token word = tokens.get(at + 1);
    return word.isWord("end") || word.isWord("else");
  }

  private @Nullable Node action() throws TemplateException {
    if (peek().kind() != Kind.WORD) {
      return output();
    }
    return switch (peek().text()) {
      case "if", "with", "range" -> block(next().text());
      case "break", "continue" -> leave();
      case "template" -> include();
      case "define" -> {
        define();
        yield null;
      }
      case "block" -> throw error("{{block}} is not supported: use {{define}} and {{template}}");
      default -> output();
    };
  }

  private Node output() throws TemplateException {
    Pipeline pipeline = pipeline();
    expect(Kind.CLOSE);
    return new Node.Output(pipeline);
  }

  private Node leave() throws TemplateException {
    Token word = next();
    if (ranges == 0) {
      throw error("{{" + word.text() + "}} outside of {{range}}");
    }
    expect(Kind.CLOSE);
    return new Node.Leave(word.text().equals("break"));
  }

  private Node block(String keyword) throws TemplateException {
    int known = variables.size();
    String index = null;
    String element = null;
    if (keyword.equals("range") && declaresTwo()) {
      index = declared();
      next();
      element = declared();
      next();
    } else if (keyword.equals("range") && declaresOne()) {
      element = declared();
      next();
    }
    Pipeline pipeline = pipeline();
    expect(Kind.CLOSE);
    ranges += keyword.equals("range") ? 1 : 0;
    List<Node> then = nodes();
    ranges -= keyword.equals("range") ? 1 : 0;
    List<Node> otherwise = otherwise(keyword);
    while (variables.size() > known) {
      variables.removeLast();
    }
    return switch (keyword) {
      case "if" -> new Node.If(pipeline, then, otherwise);
      case "with" -> new Node.With(pipeline, then, otherwise);
      default -> new Node.Range(index, element, pipeline, then, otherwise);
    };
  }

  private boolean declaresTwo() {
    return kindAt(0) == Kind.VARIABLE
        && kindAt(1) == Kind.COMMA
        && kindAt(2) == Kind.VARIABLE
        && kindAt(3) == Kind.DECLARE;
  }

  private boolean declaresOne() {
    return kindAt(0) == Kind.VARIABLE && kindAt(1) == Kind.DECLARE;
  }

  private String declared() {
    String name = next().text();
    variables.add(name);
    return name;
  }

  /** What follows the block's first part, up to its {@code end}. */
  private List<Node> otherwise(String keyword) throws TemplateException {
    if (peek().kind() == Kind.END_OF_TEXT) {
      throw error("{{" + keyword + "}} has no {{end}}");
    }
    expect(Kind.OPEN);
    Token word = next();
    if (word.isWord("end")) {
      expect(Kind.CLOSE);
      return List.of();
    }
    if (peek().isWord("if") || peek().isWord("with")) {
      // The inner block takes the one end that there is.
      return List.of(block(next().text()));
    }
    expect(Kind.CLOSE);
    List<Node> nodes = nodes();
    if (peek().kind() == Kind.END_OF_TEXT) {
      throw error("{{" + keyword + "}} has no {{end}}");
    }
    expect(Kind.OPEN);
    if (!next().isWord("end")) {
      throw error("a second {{else}} in {{" + keyword + "}}");
    }
    expect(Kind.CLOSE);
    return nodes;
  }

  private Node include() throws TemplateException {
    Token word = next();
    String name = expect(Kind.STRING).text();
    Pipeline data = peek().kind() == Kind.CLOSE ? null : pipeline();
    expect(Kind.CLOSE);
    return new Node.Include(name, data, word.line());
  }

  private void define() throws TemplateException {
    next();
    if (depth > 1) {
      throw error("{{define}} inside of another block");
    }
    String name = expect(Kind.STRING).text();
    expect(Kind.CLOSE);
    List<String> outer = List.copyOf(variables);
    variables.clear();
    variables.add("");
    List<Node> body = nodes();
    variables.clear();
    variables.addAll(outer);
    if (peek().kind() == Kind.END_OF_TEXT) {
      throw error("{{define}} has no {{end}}");
    }
    expect(Kind.OPEN);
    if (!next().isWord("end")) {
      throw error("{{else}} in {{define}}");
    }
    expect(Kind.CLOSE);
    definitions.put(name, body);
  }

  private Pipeline pipeline() throws TemplateException {
    int line = peek().line();
    String variable = null;
    boolean declares = false;
    if (kindAt(0) == Kind.VARIABLE && (kindAt(1) == Kind.DECLARE || kindAt(1) == Kind.ASSIGN)) {
      Token name = next();
      declares = next().kind() == Kind.DECLARE;
      variable = name.text();
      if (!declares) {
        known(name);
      }
    }
    List<Command> commands = new ArrayList<>();
    commands.add(command());
    while (peek().kind() == Kind.PIPE) {
      next();
      commands.add(command());
    }
    if (variable != null && declares) {
      variables.add(variable);
    }
    return new Pipeline(variable, declares, commands, line);
  }

  private Command command() throws TemplateException {
    int line = peek().line();
    List<Operand> operands = new ArrayList<>();
    while (startsOperand(peek().kind())) {
      operands.add(operand());
    }
    if (operands.isEmpty()) {
      throw error("expected a value but found " + peek());
    }
    return new Command(operands, line);
  }

  private static boolean startsOperand(Kind kind) {
    return switch (kind) {
      case FIELD, DOT, VARIABLE, WORD, NUMBER, STRING, LEFT -> true;
      default -> false;
    };
  }

  private Operand operand() throws TemplateException {
    Operand operand = first();
    while (peek().kind() == Kind.FIELD && !peek().spaceBefore()) {
      operand = new Operand.Field(operand, next().text());
    }
    return operand;
  }

  private Operand first() throws TemplateException {
    Token token = next();
    return switch (token.kind()) {
      case FIELD -> new Operand.Field(new Operand.Dot(), token.text());
      case DOT -> new Operand.Dot();
      case VARIABLE -> new Operand.Variable(known(token));
      case NUMBER -> new Operand.Literal(Numbers.parse(token));
      case STRING -> new Operand.Literal(token.text());
      case LEFT -> nested();
      default -> word(token);
    };
  }

  private Operand nested() throws TemplateException {
    if (++depth > MAX_DEPTH) {
      throw error("more than " + MAX_DEPTH + " parentheses inside each other");
    }
    Pipeline inner = pipeline();
    expect(Kind.RIGHT);
    depth--;
    return new Operand.Nested(inner);
  }

  private Operand word(Token token) throws TemplateException {
    return switch (token.text()) {
      case "true" -> new Operand.Literal(true);
      case "false" -> new Operand.Literal(false);
      case "nil" -> new Operand.Literal(null);
      default -> {
        if (!Functions.exists(token.text())) {
          throw new TemplateException(
              token.line(),
              "function " + token + " is not defined; there are " + Functions.names());
        }
        yield new Operand.Function(token.text());
      }
    };
  }

  private String known(Token variable) throws TemplateException {
    if (!variables.contains(variable.text())) {
      throw new TemplateException(
          variable.line(), "undefined variable \"$" + variable.text() + "\"");
    }
    return variable.text();
  }

  private Token expect(Kind kind) throws TemplateException {
    if (peek().kind() != kind) {
      String wanted = kind == Kind.CLOSE ? "}}" : kind.name().toLowerCase(java.util.Locale.ROOT);
      throw error("expected " + wanted + " but found " + peek());
    }
    return next();
  }

  private TemplateException error(String message) {
    return new TemplateException(peek().line(), message);
  }

  private Kind kindAt(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1)).kind();
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    return at < tokens.size() - 1 ? tokens.get(at++) : tokens.get(at);
  }
}
